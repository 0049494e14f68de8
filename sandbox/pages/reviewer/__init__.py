"""The reviewer's desk: submitted runs, their evidence, human marks beside the machine's findings."""
