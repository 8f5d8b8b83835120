"""The rules: one file each, all of them in one visible table."""

import inspect
import sys

from designdoc.checking.rule import Rule
from designdoc.diagnostics import RuleInfo
from designdoc.rules import (
    dd001_not_utf8,
    dd002_invalid_front_matter,
    dd003_unclosed_fence,
    dd004_over_limit,
    dd008_unused_ignore,
    dd009_no_template,
    dd101_missing_section,
    dd102_unknown_section,
    dd103_renamed_section,
    dd104_misplaced_section,
    dd105_wrong_level,
    dd106_duplicate_section,
    dd107_empty_section,
    dd108_missing_field,
    dd109_missing_column,
    dd110_missing_block,
    dd111_wrong_title,
    dd112_unexplained_na,
    dd113_stale_contents,
    dd114_changed_verbatim,
    dd201_leftover_hole,
    dd202_leftover_guidance,
    dd203_not_in_enumeration,
    dd204_invalid_date,
    dd205_invalid_version,
    dd206_outside_length,
    dd207_open_question,
    dd208_wrong_type,
    dd301_unmeasurable,
    dd302_vague_word,
    dd303_several_requirements,
    dd304_no_subject,
    dd305_negative_only,
    dd306_passive_without_actor,
    dd307_escape_clause,
    dd308_unbounded_comparison,
    dd401_unknown_identifier,
    dd402_duplicate_identifier,
    dd403_requirement_without_component,
    dd404_requirement_without_phase,
    dd405_requirement_without_test,
    dd406_component_without_responsibility,
    dd407_unused_component,
    dd408_unknown_component,
    dd409_dependency_cycle,
    dd410_unknown_node,
    dd411_undefined_type,
    dd412_phase_without_requirement,
    dd413_unmitigated_risk,
    dd414_alternative_without_reason,
    dd415_orphan_criterion,
    dd416_broken_link,
    dd417_contradictory_target,
    dd418_broken_diagram,
    dd701_revisions_out_of_order,
    dd702_future_revision,
    dd705_version_not_rising,
    dd706_changed_since_revision,
    dd707_no_author,
)

RULES: tuple[Rule, ...] = (
    dd001_not_utf8.RULE,
    dd002_invalid_front_matter.RULE,
    dd003_unclosed_fence.RULE,
    dd004_over_limit.RULE,
    dd008_unused_ignore.RULE,
    dd009_no_template.RULE,
    dd101_missing_section.RULE,
    dd102_unknown_section.RULE,
    dd103_renamed_section.RULE,
    dd104_misplaced_section.RULE,
    dd105_wrong_level.RULE,
    dd106_duplicate_section.RULE,
    dd107_empty_section.RULE,
    dd108_missing_field.RULE,
    dd109_missing_column.RULE,
    dd110_missing_block.RULE,
    dd111_wrong_title.RULE,
    dd112_unexplained_na.RULE,
    dd113_stale_contents.RULE,
    dd114_changed_verbatim.RULE,
    dd201_leftover_hole.RULE,
    dd202_leftover_guidance.RULE,
    dd203_not_in_enumeration.RULE,
    dd204_invalid_date.RULE,
    dd205_invalid_version.RULE,
    dd206_outside_length.RULE,
    dd207_open_question.RULE,
    dd208_wrong_type.RULE,
    dd301_unmeasurable.RULE,
    dd302_vague_word.RULE,
    dd303_several_requirements.RULE,
    dd304_no_subject.RULE,
    dd305_negative_only.RULE,
    dd306_passive_without_actor.RULE,
    dd307_escape_clause.RULE,
    dd308_unbounded_comparison.RULE,
    dd401_unknown_identifier.RULE,
    dd402_duplicate_identifier.RULE,
    dd403_requirement_without_component.RULE,
    dd404_requirement_without_phase.RULE,
    dd405_requirement_without_test.RULE,
    dd406_component_without_responsibility.RULE,
    dd407_unused_component.RULE,
    dd408_unknown_component.RULE,
    dd409_dependency_cycle.RULE,
    dd410_unknown_node.RULE,
    dd411_undefined_type.RULE,
    dd412_phase_without_requirement.RULE,
    dd413_unmitigated_risk.RULE,
    dd414_alternative_without_reason.RULE,
    dd415_orphan_criterion.RULE,
    dd416_broken_link.RULE,
    dd417_contradictory_target.RULE,
    dd418_broken_diagram.RULE,
    dd701_revisions_out_of_order.RULE,
    dd702_future_revision.RULE,
    dd705_version_not_rising.RULE,
    dd706_changed_since_revision.RULE,
    dd707_no_author.RULE,
)


def info(rule: Rule) -> RuleInfo:
    """What outputs and `explain` say of a rule: the first line of its page, and the page."""
    page = documentation(rule)
    return RuleInfo(rule.code, rule.name, rule.severity, page.partition("\n")[0], page)


def documentation(rule: Rule) -> str:
    """The docstring of the module that the rule is in, as Markdown."""
    module = sys.modules[f"{__name__}.{module_name(rule)}"]
    return inspect.cleandoc(module.__doc__ or "")


def module_name(rule: Rule) -> str:
    """The name of a rule's file: ``dd101_missing_section``."""
    return f"{rule.code.lower()}_{rule.name.replace('-', '_')}"
