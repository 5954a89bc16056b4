"""Print the CloudFormation of a stage without packaging its code: `python -m tools.template STAGE`.

The same generator as `make package`, only nothing is downloaded or zipped, so any Python in range can
look at any stage. One process serves one stage: the application decides on import which routes it has.
"""

import json
import os
import sys

from chalice.awsclient import TypedAWSClient
from chalice.cli.factory import CLIFactory
from chalice.deploy import deployer
from chalice.deploy.appgraph import ApplicationGraphBuilder, DependencyBuilder
from chalice.deploy.packager import LambdaDeploymentPackager
from chalice.deploy.swagger import CFNSwaggerGenerator
from chalice.package import PackageOptions, ResourceBuilder, SAMTemplateGenerator
from chalice.utils import UI, OSUtils

from infra.stages import STAGES, Stage, Template
from infra.template import template_of
from tools.package import ROOT, build_name, ingredients_fingerprint


class _NothingPacked(LambdaDeploymentPackager):
    """Stands in for the packager: it names the zip and makes none."""

    def create_deployment_package(self, project_dir: str, python_version: str) -> str:
        del project_dir, python_version
        return "deployment.zip"


def template_without_code(stage: Stage) -> Template:
    """Give the whole template of a stage, as `make package` would write it."""
    os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
    factory = CLIFactory(str(ROOT))
    config = factory.create_config_obj(chalice_stage_name=stage.name)
    vars(deployer)[LambdaDeploymentPackager.__name__] = _NothingPacked
    build = deployer.create_build_stage(OSUtils(), UI(), CFNSwaggerGenerator(), config)
    resources = ResourceBuilder(ApplicationGraphBuilder(), DependencyBuilder(), build)
    client = TypedAWSClient(factory.create_botocore_session())
    generator = SAMTemplateGenerator(config, PackageOptions(client))
    packaged = generator.generate(resources.construct_resources(config, stage.name))
    return template_of(stage, packaged, build_name(ingredients_fingerprint()))


if __name__ == "__main__":
    print(json.dumps(template_without_code(STAGES[sys.argv[1]]), ensure_ascii=False, indent=2))
