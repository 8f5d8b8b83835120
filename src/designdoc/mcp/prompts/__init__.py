"""The prompts: what a person picks from the agent's menu."""

from designdoc.mcp.prompts import review, update, write
from designdoc.mcp.prompts.prompt import Prompt

PROMPTS: tuple[Prompt, ...] = (write.PROMPT, review.PROMPT, update.PROMPT)
