"""Operates the deployer as an agent would, by the official Python SDK of the Model Context Protocol.

operate.py JOB: JOB is a JSON file with `server` (command line), `folder` (its working directory), `name`, `answers` (to the
questionnaire) and, where the client cannot ask its user, `approve` (command line to which the id of a plan is added). From a need
to a tracker and back to nothing; on the way every gate has to refuse once. The last line is what was done, as JSON.
"""

import asyncio
import json
import subprocess
import sys

from mcp import Client, StdioServerParameters
from mcp import types

job = json.load(open(sys.argv[1], encoding="utf-8"))
name = job["name"]
asks = "approve" not in job
typed = {"text": ""}
done = []
progress = []


async def elicit(context, params):
    if typed["text"]:
        return types.ElicitResult(action="accept", content={"environment": typed["text"]})
    return types.ElicitResult(action="decline")


async def hear(progress_now, total, message):
    progress.append((progress_now, total, message))


async def call(client, tool, **arguments):
    result = await client.call_tool(tool, arguments, progress_callback=hear)
    done.append(tool)
    return result.is_error, result.structured_content


async def well(client, tool, **arguments):
    failed, document = await call(client, tool, **arguments)
    assert not failed, (tool, arguments, document)
    return document


async def refused(client, code, tool, **arguments):
    failed, document = await call(client, tool, **arguments)
    assert failed and document["error"]["code"] == code, (tool, arguments, document)
    done.append("refused: " + code)
    return document["error"]


async def planned(client, operation, environment=name):
    return (await well(client, "plan", environment=environment, operation=operation))["plan"]


def approve(plan):
    """A person agrees: in the client, or on a terminal."""
    if asks:
        typed["text"] = name
    else:
        subprocess.run(job["approve"] + [plan], check=True)


def withdraw():
    typed["text"] = ""


async def main():
    server = StdioServerParameters(command=job["server"][0], args=job["server"][1:], cwd=job["folder"], env=job.get("env"))
    async with Client(server, elicitation_callback=elicit if asks else None, read_timeout_seconds=1200) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert {"questionnaire", "validate", "plan", "deploy", "destroy"} <= set(tools), sorted(tools)
        assert (await client.list_resources()).resources and (await client.list_prompts()).prompts

        answers = {}
        while True:
            asked = await well(client, "questionnaire", answers=answers)
            if asked["is_complete"]:
                break
            assert not asked["findings"], asked["findings"]
            question = asked["next"]
            wanted = job["answers"].get(question["id"], question["default"])
            assert wanted is not None or not question["required"], question
            answers[question["id"]] = wanted
        config = asked["config"]
        assert (await well(client, "validate", config=config))["is_valid"]
        await well(client, "create_environment", config=config)

        nobody_agrees = "approval.denied" if asks else "approval.required"
        await refused(client, "plan.required", "deploy", environment=name)
        await refused(client, "plan.stale", "deploy", environment=name, plan="0123456789abcdef")
        await refused(client, "approval.foreign", "deploy", environment=name, plan=await planned(client, "destroy"))
        plan = await planned(client, "deploy")
        await refused(client, nobody_agrees, "deploy", environment=name, plan=plan)
        approve(plan)
        deployed = await well(client, "deploy", environment=name, plan=plan)
        withdraw()
        assert deployed["result"]["state_name"] == "running", deployed
        assert len(progress) > 3, progress
        await refused(client, "approval.used", "deploy", environment=name, plan=plan)
        await well(client, "status", environment=name)
        await well(client, "logs", environment=name, lines=5)
        await well(client, "history", environment=name)

        plan = await planned(client, "destroy")
        await refused(client, "plan.required", "destroy", environment=name)
        await refused(client, nobody_agrees, "destroy", environment=name, plan=plan)
        approve(plan)
        await well(client, "destroy", environment=name, plan=plan)
        withdraw()
        await refused(client, "approval.used", "destroy", environment=name, plan=plan)
        plan = await planned(client, "purge")
        approve(plan)
        await well(client, "purge", environment=name, plan=plan)
        assert (await well(client, "list_environments"))["total_count"] == 0
    print(json.dumps({"done": done, "progress": len(progress), "protocol": "stdio"}))


asyncio.run(main())
