"""The model of a document as JSON text."""

from designdoc.diagnostics import TemplateUse
from designdoc.model.facts import DesignModel
from designdoc.model.to_json import to_json as model_to_json
from designdoc.output.encoding import to_json
from designdoc.source import Source


def render(model: DesignModel, source: Source, use: TemplateUse | None) -> str:
    """The contract's shape; ``template`` says which one and how we know."""
    value = model_to_json(model, source)
    value["template"] = use and {
        "path": use.path,
        "version": use.version,
        "revision": use.revision,
        "evidence": use.evidence,
        "version_evidence": use.version_evidence,
    }
    return to_json(value)
