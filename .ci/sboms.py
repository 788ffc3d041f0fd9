"""Judges lists of contents by the schema of CycloneDX that each of them names."""

import functools
import json
import pathlib
import re
import sys

from cyclonedx.schema import OutputFormat, SchemaVersion
from cyclonedx.validation import make_schemabased_validator

VERSION_OF_XML = re.compile(r'xmlns="http://cyclonedx.org/schema/bom/([0-9.]+)"')


@functools.cache
def validator(form, version):
    return make_schemabased_validator(form, SchemaVersion.from_version(version))


def judged(path):
    text = path.read_text()
    if path.suffix == ".json":
        document = json.loads(text)
        version, parts = document["specVersion"], len(document.get("components", []))
        form = OutputFormat.JSON
    else:
        version, parts = VERSION_OF_XML.search(text).group(1), text.count("<component ")
        form = OutputFormat.XML
    wrong = validator(form, version).validate_str(text)
    if wrong is not None:
        print(f"{path}: {wrong}", file=sys.stderr)
    return wrong is None, version, parts


results = [judged(pathlib.Path(name)) for name in sys.argv[1:]]
if not all(valid for valid, _, _ in results):
    sys.exit("sboms: not each of them is valid")
versions = ", ".join(sorted({version for _, version, _ in results}))
print(f"sboms: {len(results)} lists of contents are valid (CycloneDX {versions}), the longest names {max(parts for _, _, parts in results)} parts")
