"""Executes a notebook from top to bottom on the course's kernel and prints what came of each code cell, as JSON.

Usage: python execute.py NOTEBOOK [SECONDS_PER_CELL]
Output: [{"index", "source", "tags", "status": "ok" | "error" | "aborted" | "not-run", "outputs"}, ...]
"""

import asyncio
import json
import os
import sys

import nbformat
from nbclient import NotebookClient


def execute(path, timeout):
    notebook = nbformat.read(path, as_version=4)
    status = {}

    async def pause(**_):
        # For 200 ms after a failed cell the kernel answers "aborted" to whatever arrives, and nbclient takes that for success.
        await asyncio.sleep(0.3)

    def record(cell, cell_index, execute_reply):
        status[cell_index] = execute_reply["content"]["status"]

    client = NotebookClient(
        notebook,
        kernel_name="tslab",
        timeout=timeout,
        startup_timeout=120,
        allow_errors=True,
        resources={"metadata": {"path": os.path.dirname(os.path.abspath(path))}},
        on_cell_error=pause,
        on_cell_executed=record,
    )
    client.execute()
    return [
        {
            "index": index,
            "source": cell.source,
            "tags": cell.metadata.get("tags", []),
            "status": status.get(index, "not-run"),
            "outputs": cell.outputs,
        }
        for index, cell in enumerate(notebook.cells)
        if cell.cell_type == "code"
    ]


if __name__ == "__main__":
    try:
        result = execute(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 60)
    except (RuntimeError, TimeoutError) as error:  # the kernel died, or a cell took too long
        sys.exit(f"{sys.argv[1]}: {error}")
    json.dump(result, sys.stdout, ensure_ascii=False)
