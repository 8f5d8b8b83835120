"""The MCP server: the engine's use cases as tools, resources and prompts of coding agents.

It translates, and holds no rule. ``command`` is the only module that other code names, and it
imports the SDK when the server starts.
"""
