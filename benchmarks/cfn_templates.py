"""Write a folder of CloudFormation templates, so that cfn-lint has as many lines to read as ccgcheck.

The same seed writes the same bytes. About a quarter of the templates have a fault that cfn-lint knows of.
"""

import argparse
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Resource = Callable[[random.Random, int], str]


def _bucket(rng: random.Random, number: int) -> str:
    days = rng.randint(7, 400)
    return f"""\
  Bucket{number}:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration:
        Status: {rng.choice(("Enabled", "Suspended"))}
      LifecycleConfiguration:
        Rules:
          - Id: rule{rng.randint(1, 999)}
            Status: Enabled
            ExpirationInDays: {days}
      Tags:
        - Key: owner
          Value: team-{rng.randint(1, 99)}
"""


def _queue(rng: random.Random, number: int) -> str:
    return f"""\
  Queue{number}:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: {rng.randint(30, 900)}
      MessageRetentionPeriod: {rng.randint(600, 90000)}
      DelaySeconds: {rng.randint(0, 90)}
      KmsMasterKeyId: alias/aws/sqs
"""


def _table(rng: random.Random, number: int) -> str:
    key = f"key{rng.randint(1, 99)}"
    return f"""\
  Table{number}:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - AttributeName: {key}
          AttributeType: S
      KeySchema:
        - AttributeName: {key}
          KeyType: HASH
      PointInTimeRecoverySpecification:
        PointInTimeRecoveryEnabled: {rng.choice(("true", "false"))}
"""


def _role(rng: random.Random, number: int) -> str:
    return f"""\
  Role{number}:
    Type: AWS::IAM::Role
    Properties:
      MaxSessionDuration: {rng.randint(3600, 43200)}
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              Service: {rng.choice(("lambda", "ec2", "events"))}.amazonaws.com
            Action: sts:AssumeRole
      Policies:
        - PolicyName: policy-{rng.randint(1, 999)}
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: s3:GetObject
                Resource: !Sub arn:${{AWS::Partition}}:s3:::store-{rng.randint(1, 999)}/*
"""


def _group(rng: random.Random, number: int) -> str:
    port = rng.randint(1024, 60000)
    return f"""\
  Group{number}:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Access to service {rng.randint(1, 999)}
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: {port}
          ToPort: {port + rng.randint(0, 3)}
          CidrIp: 10.{rng.randint(0, 255)}.0.0/16
"""


def _topic(rng: random.Random, number: int) -> str:
    return f"""\
  Topic{number}:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: Topic of team {rng.randint(1, 99)}
      Tags:
        - Key: cost-centre
          Value: "{rng.randint(1000, 9999)}"
"""


def _alarm(rng: random.Random, number: int) -> str:
    return f"""\
  Alarm{number}:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmDescription: More than {rng.randint(1, 100)} in the queue
      Namespace: AWS/SQS
      MetricName: ApproximateNumberOfMessagesVisible
      Statistic: Maximum
      Period: {rng.choice((60, 300, 900))}
      EvaluationPeriods: {rng.randint(1, 5)}
      Threshold: {rng.randint(1, 500)}
      ComparisonOperator: GreaterThanThreshold
"""


RESOURCES: tuple[Resource, ...] = (_bucket, _queue, _table, _role, _group, _topic, _alarm)
FAULTS = (
    ("VisibilityTimeout: ", "VisibilityTimeout: soon"),
    ("IpProtocol: ", "IpProtocl: "),
    ("Statistic: Maximum", "Statistic: Most"),
    ("!Ref Vpc", "!Ref Vpcc"),
)


@dataclass(frozen=True, slots=True)
class Written:
    """How many lines the templates of a folder have, and how many of the templates have a fault."""

    lines: int
    faulty: int


def template(seed: int, index: int, wanted: int) -> tuple[str, bool]:
    """One template of about the wanted number of lines, and whether it has a fault."""
    rng = random.Random(f"{seed}:{wanted}:cfn:{index}")
    length = round(wanted * rng.uniform(0.84, 1.16))
    text = f'AWSTemplateFormatVersion: "2010-09-09"\nDescription: Stack {index}\nParameters:\n'
    text += "  Vpc:\n    Type: AWS::EC2::VPC::Id\nResources:\n"
    number = 0
    while text.count("\n") < length:
        number += 1
        text += rng.choice(RESOURCES)(rng, number)
    if rng.random() >= 0.25:
        return text, False
    before, after = rng.choice(FAULTS)
    return text.replace(before, after, 1), before in text


def write(folder: Path, files: int, lines: int, seed: int) -> Written:
    """Write the templates into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    written = faulty = 0
    for index in range(files):
        text, has_fault = template(seed, index, lines)
        (folder / f"{index:05}.yaml").write_text(text, encoding="utf-8")
        written += text.count("\n")
        faulty += has_fault
    return Written(written, faulty)


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, required=True)
    parser.add_argument("--lines", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    written = write(asked.folder, asked.files, asked.lines, asked.seed)
    print(f"{written.lines} lines, {written.faulty} templates with a fault")
    return 0


if __name__ == "__main__":
    sys.exit(main())
