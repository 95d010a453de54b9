"""Runs cells one after another on one kernel of the course, and interrupts those that ask for it.

Usage: python kernel.py FOLDER < [{"code": ..., "interruptAfter": SECONDS or absent}, ...]
Output: [{"status", "stdout", "stderr", "pictures", "interrupts": how many,
          "sinceInterrupt": seconds from the last one until the kernel was idle again}, ...]
"""

import json
import subprocess
import sys
import time
from queue import Empty

from jupyter_client.manager import start_new_kernel

CELL_LIMIT_S = 60
AGAIN_AFTER_S = 20
"""A person whose interrupt did nothing gives another one. On a busy machine a cell is read for some seconds before it hears of one."""
FAILED_PAUSE_S = 0.3
"""For 200 ms after a failed cell the kernel refuses whatever comes."""


class Cell:
    def __init__(self, manager, client, code, interruptAfter=None):
        self.manager = manager
        self.client = client
        self.begun = time.monotonic()
        self.interrupt_after = interruptAfter
        self.interrupt_at = None
        self.interrupted_at = None
        self.interrupts = 0
        self.message = client.execute(code, store_history=False)

    def told(self, receive):
        """The next that the kernel says of this cell: its type and its content."""
        while True:
            now = time.monotonic()
            if now > self.begun + CELL_LIMIT_S:
                raise TimeoutError
            if self.interrupt_at is not None and now >= self.interrupt_at:
                self.manager.interrupt_kernel()
                self.interrupts += 1
                self.interrupted_at = now
                self.interrupt_at = now + AGAIN_AFTER_S
            try:
                told = receive(timeout=0.05)
            except Empty:
                continue
            if told["parent_header"].get("msg_id") == self.message:
                return told["msg_type"], told["content"]

    def run(self):
        result = {"stdout": "", "stderr": "", "pictures": 0}
        is_busy = True
        while is_busy:
            kind, content = self.told(self.client.get_iopub_msg)
            if (kind, content.get("execution_state")) == ("status", "busy") and self.interrupt_after is not None:
                self.interrupt_at = time.monotonic() + self.interrupt_after
            if kind == "stream":
                result[content["name"]] += content["text"]
            if kind == "display_data":
                result["pictures"] += 1
            is_busy = (kind, content.get("execution_state")) != ("status", "idle")
        if self.interrupted_at is not None:
            result["interrupts"] = self.interrupts
            result["sinceInterrupt"] = time.monotonic() - self.interrupted_at
        _, reply = self.told(self.client.get_shell_msg)
        if reply["status"] != "ok":
            time.sleep(FAILED_PAUSE_S)
        return {"status": reply["status"], **result}


if __name__ == "__main__":
    # Its own standard output would stand among the results.
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    manager, client = start_new_kernel(startup_timeout=120, kernel_name="tslab", cwd=sys.argv[1], **quiet)
    try:
        results = [Cell(manager, client, **cell).run() for cell in json.load(sys.stdin)]
    except TimeoutError:
        sys.exit(f"a cell did not end within {CELL_LIMIT_S} s")
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    json.dump(results, sys.stdout)
