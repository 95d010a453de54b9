/** The library: what notebooks, exercises and the grader use of it. */

export type {
  Api,
  EditedFile,
  ExecResult,
  LentFile,
  OnOutput,
  OutputStream,
  TerminalConnection,
} from "./api/api.ts";
export { ApiError } from "./api/api-error.ts";
export type { AnyKind, Kind } from "./api/kind.ts";
export { type ConfigMap, configMaps } from "./api/kinds/config-map.ts";
export { type DaemonSet, daemonSets } from "./api/kinds/daemon-set.ts";
export { type Deployment, deployments } from "./api/kinds/deployment.ts";
export { type EndpointSlice, endpointSlices, SERVICE_NAME_LABEL } from "./api/kinds/endpoint-slice.ts";
export { type Endpoints, endpoints } from "./api/kinds/endpoints.ts";
export { type Event, events } from "./api/kinds/event.ts";
export { type Namespace, namespaces } from "./api/kinds/namespace.ts";
export { type NetworkPolicy, networkPolicies } from "./api/kinds/network-policy.ts";
export { type Node, nodes } from "./api/kinds/node.ts";
export { type Pod, pods } from "./api/kinds/pod.ts";
export { type ReplicaSet, replicaSets } from "./api/kinds/replica-set.ts";
export { type Service, type ServicePort, services } from "./api/kinds/service.ts";
export { type StatefulSet, statefulSets } from "./api/kinds/stateful-set.ts";
export { matchesPairs } from "./api/selectors.ts";
export { Cluster, type ClusterOptions, createCluster, type RunOptions } from "./cluster.ts";
export { toMs } from "./duration.ts";
export { distance } from "./go/suggestions.ts";
export type { Listener } from "./http/listen.ts";
export type { Image, ImageProcess, ProcessContext } from "./images/image.ts";
export type { Hop, HttpHandler, HttpReply, HttpRequest, Server } from "./network/http.ts";
export type { MockedHost } from "./network/mocked-host.ts";
export { type BarredConnection, barringPolicies } from "./node/network-policies.ts";
export { type ProxyModeName, proxyModes } from "./node/proxy-modes/index.ts";
export type { ProxyMode } from "./node/proxy-modes/proxy-mode.ts";
export { CellStop } from "./notebook/cell-stop.ts";
export { letterOf } from "./notebook/choice-letters.ts";
export { isInNotebook, showHtml } from "./notebook/display.ts";
export { type Lab, type LabOptions, openLab } from "./notebook/lab.ts";
export type { LabTraffic, LabTrafficOptions } from "./notebook/lab-traffic.ts";
export type { Language } from "./notebook/language.ts";
export type { Choice, Lesson, Question } from "./notebook/lesson.ts";
export { type OutcomeName, outcomes } from "./notebook/outcomes.ts";
export type { Prediction } from "./notebook/questions.ts";
export { type ShellText, scriptOf } from "./notebook/shell-text.ts";
export type { Show } from "./notebook/show.ts";
export { inTurn } from "./notebook/turns.ts";
export type { Reply, RequestOptions } from "./request.ts";
export { isComplete, isUnfinished } from "./shell/engine/index.ts";
export { LoopError } from "./sim/loop.ts";
export type { BackgroundTraffic, BackgroundTrafficOptions, TrafficOptions } from "./traffic.ts";
