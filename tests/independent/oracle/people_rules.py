"""The rules of the heading "SOP, people and functional ladders"."""

from __future__ import annotations

from oracle.chain_facts import folded
from oracle.facts import Facts, Rule
from oracle.verdict import Verdict, judged, told

STANDARD = ("output_quantity", "output_unit", "duration", "duration_unit")


def task_without_performer(facts: Facts) -> Verdict:
    tasks = facts.chain.tasks
    wrong = (
        task
        for task in tasks
        if task not in facts.offices.performers and not facts.unread.cell(task, "performer")
    )
    return judged(len(tasks), (told(("Task", task)) for task in wrong), applies=bool(tasks))


def task_without_standard(facts: Facts) -> Verdict:
    tasks = facts.chain.tasks
    wrong = (
        task.id
        for task in tasks.values()
        if (task.output_quantity is None or not task.output_unit or task.duration_minutes is None)
        and not facts.unread.cell(task.id, *STANDARD)
    )
    return judged(len(tasks), (told(("Task", task)) for task in wrong), applies=bool(tasks))


def implausible_workload(facts: Facts) -> Verdict:
    posts, tasks = facts.offices.positions, facts.chain.tasks

    def minutes(post: str) -> float:
        done = (tasks[task] for task in sorted(facts.offices.performed.get(post, ())))
        return sum(
            task.duration_minutes * task.volume
            for task in done
            if task.duration_minutes is not None and task.volume is not None
        )

    wrong = (post for post in posts if minutes(post) > facts.limits.working_minutes)
    found = (told(("Position", post)) for post in wrong)
    return judged(len(posts), found, applies=bool(posts and tasks))


def _ladders(facts: Facts) -> dict[str, str]:
    """The folded ladder of each position that stands on one."""
    keys = {post.id: folded(post.ladder) for post in facts.cascade.positions}
    return {post: key for post, key in keys.items() if key is not None}


def _answers(facts: Facts) -> dict[str, bool]:
    """Whether the rungs of a ladder supervise one another: its first answer in file order."""
    answers: dict[str, bool] = {}
    for post in facts.cascade.positions:
        key = folded(post.ladder)
        if key is not None and post.supervised is not None:
            answers.setdefault(key, post.supervised)
    return answers


def ladder_without_supervision(facts: Facts) -> Verdict:
    ladders, answers = _ladders(facts), _answers(facts)
    edges = [
        (post, boss)
        for post, key in ladders.items()
        if answers.get(key) is False
        for boss in facts.offices.others_above(post)
    ]
    found = (
        told(("Position", post), ("Position", boss))
        for post, boss in edges
        if ladders.get(boss) == ladders[post]
    )
    return judged(len(edges), found, applies=bool(ladders))


def ladder_gap(facts: Facts) -> Verdict:
    ladders, answers, posts = _ladders(facts), _answers(facts), facts.offices.positions
    looked = [
        post
        for post, key in ladders.items()
        if answers.get(key) is True and (posts[post].rung or 0) > 1
    ]

    def supervised(post: str) -> bool:
        next_rung = (posts[post].rung or 0) - 1
        return any(
            ladders.get(boss) == ladders[post] and posts[boss].rung == next_rung
            for boss in facts.offices.others_above(post)
        )

    found = (told(("Position", post)) for post in looked if not supervised(post))
    return judged(len(looked), found, applies=bool(ladders))


RULES: dict[str, Rule] = {
    "task-without-performer": task_without_performer,
    "task-without-standard": task_without_standard,
    "implausible-workload": implausible_workload,
    "ladder-without-supervision": ladder_without_supervision,
    "ladder-gap": ladder_gap,
}
