"""A hook of MkDocs: what pages link to outside of docs/ is read in the repository."""

import posixpath
import re

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
