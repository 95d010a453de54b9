/**
 * What a node answers at a Service's `healthCheckNodePort`: whether a load balancer may send it traffic under
 * externalTrafficPolicy Local. Models pkg/proxy/healthcheck/service_health.go: any path and method will do.
 */
import type { HttpHandler } from "../network/http.ts";
import type { HealthCheck } from "./service-table.ts";

/** @param httpDate now, as a Date header says it. */
export function serviceHealth(
  { namespace, name, countOn }: HealthCheck,
  node: string,
  httpDate: () => string,
): HttpHandler {
  return ({ method }) => {
    const count = countOn(node);
    const report = { service: { namespace, name }, localEndpoints: count, serviceProxyHealthy: true };
    const body = JSON.stringify(report, undefined, "\t");
    const headers = {
      "Content-Type": "application/json",
      "X-Content-Type-Options": "nosniff",
      "X-Load-Balancing-Endpoint-Weight": String(count),
      Date: httpDate(),
      "Content-Length": String(body.length),
    };
    return { status: count > 0 ? 200 : 503, headers, body: method === "HEAD" ? "" : body };
  };
}
