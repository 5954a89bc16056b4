"""The HTTP door: throttles, access log, and problems where the gateway answers by itself."""

import json
from typing import Any

from infra.stages import Resources, Stage

REQUESTS_PER_SECOND = 500
BURST = 1_000
LOG_DAYS = 180

# What the gateway refuses before any of our code runs. A route that does not exist is
# "missing authentication token" to the gateway; to a person it is simply not there.
PROBLEMS = {
    "MISSING_AUTHENTICATION_TOKEN": (404, "route-missing", "没有这个地址", "请核对网址后重试。"),
    "ACCESS_DENIED": (403, "not-allowed", "不能访问", "请返回首页重新进入。"),
    "REQUEST_TOO_LARGE": (413, "too-large", "内容过大", "请减少文字；照片和文件请用上传功能。"),
    "THROTTLED": (429, "too-often", "操作太频繁", "请稍等一分钟再试。"),
    "QUOTA_EXCEEDED": (429, "too-often", "操作太频繁", "请稍等一分钟再试。"),
    "UNSUPPORTED_MEDIA_TYPE": (415, "media-type-unsupported", "不支持这种格式", "请用 JSON 格式提交。"),
    "INTEGRATION_TIMEOUT": (504, "try-again", "服务暂时繁忙", "您填写的内容没有丢，请稍后再试。"),
    "INTEGRATION_FAILURE": (503, "try-again", "服务暂时繁忙", "您填写的内容没有丢，请稍后再试。"),
    "DEFAULT_4XX": (None, "bad-request", "请求有误", "请返回上一页重试。"),
    "DEFAULT_5XX": (None, "try-again", "服务暂时繁忙", "您填写的内容没有丢，请稍后再试。"),
}

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "sandbox",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""As the service's own answers bear them (`chalicelib/api/problems.py`).

The gateway takes a header's words within single quotes, so that a policy with quotes of its own cannot be
told safely: two headers without any stand for it.
"""

ACCESS_LOG = {
    "at": "$context.requestTime",
    "request": "$context.requestId",
    "method": "$context.httpMethod",
    # The resource, not the path: a case number has no place in this log.
    "resource": "$context.resourcePath",
    "status": "$context.status",
    "bytes": "$context.responseLength",
    "milliseconds": "$context.responseLatency",
    "refused": "$context.error.responseType",
}


def complete_gateway(api: dict[str, Any], stage: Stage) -> Resources:
    """Complete the API that Chalice packaged, in place, and give its access log."""
    properties = api["Properties"]
    properties["Name"] = stage.named("api")
    properties["EndpointConfiguration"] = {"Type": properties["EndpointConfiguration"]}
    properties["GatewayResponses"] = {kind: _problem(*words) for kind, words in PROBLEMS.items()}
    properties["MethodSettings"] = [
        {
            "HttpMethod": "*",
            "ResourcePath": "/*",
            "ThrottlingRateLimit": REQUESTS_PER_SECOND,
            "ThrottlingBurstLimit": BURST,
            "MetricsEnabled": True,
        }
    ]
    if not stage.has_access_logs:
        return {}
    properties["AccessLogSetting"] = {
        "DestinationArn": {"Fn::GetAtt": ["AccessLog", "Arn"]},
        "Format": json.dumps(ACCESS_LOG),
    }
    return {
        "AccessLog": {
            "Type": "AWS::Logs::LogGroup",
            "DeletionPolicy": "Retain",
            "UpdateReplacePolicy": "Retain",
            "Properties": {"LogGroupName": f"/yidiantong/{stage.name}/access", "RetentionInDays": LOG_DAYS},
        }
    }


def _problem(status: int | None, code: str, title: str, detail: str) -> dict[str, Any]:
    problem: dict[str, Any] = {"type": f"/problems/{code}", "code": code, "title": title, "detail": detail}
    response: dict[str, Any] = {}
    if status is not None:
        problem["status"] = status
        response["StatusCode"] = status
    response["ResponseParameters"] = {"Headers": {name: f"'{words}'" for name, words in HEADERS.items()}}
    response["ResponseTemplates"] = {"application/problem+json": json.dumps(problem, ensure_ascii=False)}
    return response
