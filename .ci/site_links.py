"""Hooks of MkDocs: what pages link to outside of docs/ is read in the repository, and schemas stand where their names say."""

import json
import pathlib
import posixpath
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCHEMAS = ROOT / "deployer-json/src/main/resources/com/torrust/deployer/json/schemas"

LINK = re.compile(r"\]\(([^)\s:#]+)(#[^)\s]*)?\)")


def on_page_markdown(markdown, page, config, files):
    known = {file.src_uri for file in files if file.inclusion.is_included()}

    def target(link):
        path = posixpath.normpath(posixpath.join("docs", posixpath.dirname(page.file.src_uri), link.group(1)))
        inside = posixpath.relpath(path, "docs")
        if inside in known:
            return link.group(0)
        return f"]({config['repo_url']}/blob/main/{path}{link.group(2) or ''})"

    return LINK.sub(target, markdown)


def on_post_build(config):
    for source in sorted(SCHEMAS.glob("*.json")):
        text = source.read_text()
        address = json.loads(text)["$id"]
        if not address.startswith(config["site_url"]) or not address.endswith("/" + source.name):
            raise SystemExit(f"{source}: it says that it is published as {address}")
        target = pathlib.Path(config["site_dir"], address[len(config["site_url"]):])
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
