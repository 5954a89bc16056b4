"""What the stream of the table `cases` would tell of each write, in the form Lambda gets it in."""

import base64
import json

import boto3


class Recorder:
    """Takes down what has changed in the table since the last time it looked."""

    def __init__(self, region) -> None:
        self._client = boto3.client("dynamodb", region)
        self._images: dict[str, dict] = {}

    def records(self) -> list[dict]:
        """Tell what has changed since the last time."""
        now = {f"{item['pk']['S']} {item['sk']['S']}": item for item in self._items()}
        changed = [
            _record(self._images.get(key), image)
            for key, image in now.items()
            if image != self._images.get(key)
        ]
        gone = [_record(image, None) for key, image in self._images.items() if key not in now]
        self._images = now
        return changed + gone

    def erase(self) -> None:
        for image in self._images.values():
            self._client.delete_item(TableName="cases", Key={"pk": image["pk"], "sk": image["sk"]})

    def _items(self) -> list[dict]:
        return self._client.scan(TableName="cases")["Items"]


def _record(old: dict | None, new: dict | None) -> dict:
    images = {"OldImage": old, "NewImage": new}
    told = {name: image for name, image in images.items() if image is not None}
    # Bytes become base64 on the way: Lambda events are JSON.
    return json.loads(
        json.dumps({"dynamodb": told}, default=lambda value: base64.b64encode(bytes(value)).decode())
    )
