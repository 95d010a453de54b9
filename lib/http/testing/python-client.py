"""What a Python program does with a cluster: exec, port-forward and watch. Prints one line of JSON for each."""
import json
import sys

from kubernetes import client, config, watch
from kubernetes.stream import portforward, stream

config.load_kube_config(sys.argv[1])
core = client.CoreV1Api()


def run(script):
    process = stream(
        core.connect_get_namespaced_pod_exec, "client", "default", command=["sh", "-c", script],
        stdin=False, stdout=True, stderr=True, tty=False, _preload_content=False)
    process.run_forever(timeout=20)
    return [process.read_stdout(), process.read_stderr(), process.returncode]


def forward(port):
    ports = portforward(core.connect_get_namespaced_pod_portforward, "web", "default", ports=str(port))
    connection = ports.socket(port)
    connection.setblocking(True)
    try:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: web\r\nConnection: close\r\n\r\n")
    except BrokenPipeError:
        pass  # a port that cannot be forwarded is closed at once; why, the error channel tells
    first_line = connection.recv(4096).decode().split("\r\n")[0]
    return [first_line, ports.error(port)]


def names():
    seen = watch.Watch().stream(core.list_namespaced_pod, "default", timeout_seconds=2)
    return sorted(f"{event['type']} {event['object'].metadata.name}" for event in seen)


for answer in (run("echo out; echo err >&2; exit 3"), forward(80), forward(81), names()):
    print(json.dumps(answer), flush=True)
