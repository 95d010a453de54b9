/**
 * What is known of registries in the real world, for honest words about an image that the simulation lacks: the names that
 * exist there, those that cannot exist, and which of the simulation's images is the nearest. Docker's official images are
 * those of docker-library/official-images, with the ones that left it and can still be pulled.
 */
import type { ImageReference } from "./image-reference.ts";

/** Whether the real registry has a repository; `refused` and `unresolved`: nothing answers there, or its host has no address. */
export type RealWorld = "exists" | "unknown" | "denied" | "refused" | "unresolved";

const OFFICIAL = new Set(
  `adminer adoptopenjdk aerospike almalinux alpine alt amazoncorretto amazonlinux api-firewall arangodb archlinux azul-zulu
  backdrop bash bonita buildpack-deps busybox caddy cassandra celery centos chronograf cirros clearlinux clefos clickhouse
  clojure composer consul convertigo couchbase couchdb crate crux dart debian django docker docker-dev drupal
  eclipse-mosquitto eclipse-temurin eggdrop elasticsearch elixir emqx erlang espocrm euleros express-gateway fedora flink
  fluentd friendica fsharp gazebo gcc geonetwork ghost glassfish golang gradle groovy haproxy haskell haxe hello-seattle
  hello-world hipache hitch hola-mundo httpd hylang ibm-semeru-runtimes ibmjava influxdb iojs irssi java jenkins jetty
  jobber joomla jruby julia kaazing-gateway kapacitor kibana known kong krakend lightstreamer liquibase logstash mageia
  mariadb matomo maven mediawiki memcached mongo mongo-express monica mono mysql nats nats-streaming neo4j neurodebian
  nextcloud nginx nim node notary nuodb nuxeo odoo open-liberty openjdk opensuse oraclelinux orientdb owncloud percona perl
  photon php php-zendserver phpmyadmin piwik plone postfixadmin postgres pypy python r-base rabbitmq rails rakudo-star
  rapidoid redis redmine registry rethinkdb rocket.chat rockylinux ros ruby rust sapmachine satosa scala sentry silverpeas
  sl solr sonarqube sourcemage spark spiped storm swarm swift swipl teamspeak telegraf thrift tomcat tomee traefik ubuntu
  ubuntu-debootstrap ubuntu-upstart unit varnish vault websphere-liberty wordpress xwiki yourls znc zookeeper`.split(
    /\s+/,
  ),
);

/** Repositories that exist, by the image here that does most of what people use them for. */
const NEAREST: Readonly<Record<string, string>> = {
  redis: `mysql mariadb postgres percona mongo memcached cassandra couchdb couchbase influxdb neo4j rethinkdb arangodb
    elasticsearch zookeeper rabbitmq nats consul vault etcd valkey/valkey bitnami/redis bitnami/postgresql bitnami/mysql
    bitnami/mariadb bitnami/mongodb bitnami/memcached bitnami/kafka bitnami/rabbitmq apache/kafka confluentinc/cp-kafka
    registry.k8s.io/etcd quay.io/coreos/etcd registry.k8s.io/redis registry.k8s.io/e2e-test-images/redis
    gcr.io/google-samples/gb-redis-follower gcr.io/google_samples/gb-redisslave mcr.microsoft.com/mssql/server`,
  nginx: `caddy haproxy traefik varnish kong unit wordpress drupal joomla ghost nextcloud phpmyadmin adminer mongo-express tomcat
    jetty php registry jenkins jenkins/jenkins grafana/grafana prom/prometheus quay.io/prometheus/prometheus envoyproxy/envoy
    bitnami/nginx bitnami/apache bitnami/wordpress nginxinc/nginx-unprivileged registry.k8s.io/ingress-nginx/controller
    registry.k8s.io/nginx-slim registry.k8s.io/hpa-example registry.k8s.io/e2e-test-images/nginx-new gitea/gitea
    kubernetesui/dashboard istio/examples-bookinfo-productpage-v1 gcr.io/google-samples/gb-frontend
    us-docker.pkg.dev/google-samples/containers/gke/gb-frontend dockersamples/static-site linuxserver/nginx`,
  python: `node ruby golang openjdk eclipse-temurin amazoncorretto rust perl elixir erlang julia pypy gradle maven
    tiangolo/uvicorn-gunicorn-fastapi mcr.microsoft.com/dotnet/aspnet mcr.microsoft.com/dotnet/samples continuumio/miniconda3`,
  debian: `centos fedora almalinux rockylinux amazonlinux archlinux oraclelinux opensuse/leap photon bash buildpack-deps gcc
    registry.access.redhat.com/ubi8/ubi registry.access.redhat.com/ubi9/ubi redhat/ubi9 bitnami/minideb kalilinux/kali-rolling
    gcr.io/distroless/static gcr.io/distroless/base mcr.microsoft.com/cbl-mariner/base/core`,
  "nicolaka/netshoot": `praqma/network-multitool wbitt/network-multitool amouat/network-utils radial/busyboxplus
    infoblox/dnstools gcr.io/google-containers/toolbox weibeld/ubuntu-networking rancherlabs/swiss-army-knife
    networkstatic/iperf3 instrumentisto/nmap mcr.microsoft.com/azure-cli amazon/aws-cli google/cloud-sdk bitnami/kubectl
    rancher/kubectl registry.k8s.io/kubectl alpine/k8s dtzar/helm-kubectl alpine/socat alpine/git`,
  "curlimages/curl":
    "williamyeh/hey fortio/fortio jordi/ab rakyll/hey peterevans/vegeta alpine/curl byrnedo/alpine-curl",
  "gcr.io/google-samples/hello-app": `hello-world gcr.io/google-samples/hello-app-tls gcr.io/google-samples/hello-app-redis
    gcr.io/google-samples/hello-app-cdn us-docker.pkg.dev/google-samples/containers/gke/hello-app-tls
    us-docker.pkg.dev/google-samples/containers/gke/hello-app-redis us-docker.pkg.dev/google-samples/containers/gke/hello-app-cdn
    us-docker.pkg.dev/google-samples/containers/gke/whereami gcr.io/google-samples/whereami paulbouwer/hello-kubernetes
    nginxdemos/nginx-hello training/webapp crccheck/hello-world karthequian/helloworld dockercloud/hello-world
    tutum/hello-world monachus/rancher-demo argoproj/rollouts-demo crccheck/hello-world docker/getting-started`,
  "gasbugs/http-go": "luksa/kubia luksa/kubia-pet gasbugs/tcp-go kubernetes/guestbook",
  "ealen/echo-server": `solsson/http-echo mccutchen/go-httpbingo inanimate/echo-server gcr.io/k8s-staging-ingressconformance/echoserver
    registry.k8s.io/gateway-api/echo-basic gcr.io/k8s-staging-gateway-api/echo-basic cilium/json-mock cilium/echoserver
    quay.io/cilium/json-mock n0r1skcom/echo`,
  "registry.k8s.io/e2e-test-images/agnhost": `registry.k8s.io/e2e-test-images/nautilus registry.k8s.io/e2e-test-images/kitten
    registry.k8s.io/e2e-test-images/nonroot registry.k8s.io/e2e-test-images/sample-apiserver registry.k8s.io/goproxy
    registry.k8s.io/liveness registry.k8s.io/porter registry.k8s.io/test-webserver registry.k8s.io/update-demo`,
  "registry.k8s.io/pause": `rancher/mirrored-pause registry.k8s.io/kube-apiserver registry.k8s.io/kube-proxy
    registry.k8s.io/kube-scheduler registry.k8s.io/kube-controller-manager registry.k8s.io/coredns/coredns coredns/coredns
    registry.k8s.io/metrics-server/metrics-server registry.k8s.io/conformance kindest/node flannel/flannel calico/node
    quay.io/cilium/cilium`,
};

/** Hosts that have no address on a node: names of the cluster's own DNS, and those reserved for examples. */
const UNRESOLVED =
  /(?:\.svc|\.cluster\.local|\.invalid|\.test|\.example|(?:^|\.)example\.(?:com|net|org))(?::\d+)?$/;
const LOCAL = /^(?:localhost|127(?:\.\d+){3})(?::\d+)?$/;
const HUB_OFFICIAL = "docker.io/library/";

const nearestByRepository = new Map(
  Object.entries(NEAREST).flatMap(([nearest, names]) =>
    names.split(/\s+/).map((name): [string, string] => [completeName(name), nearest]),
  ),
);

function completeName(name: string): string {
  if (!name.includes("/")) return `${HUB_OFFICIAL}${name}`;
  return name.split("/", 1)[0]?.includes(".") ? name : `docker.io/${name}`;
}

/** @param origin the repository behind its mirrors. */
export function realWorldOf(origin: string): RealWorld {
  const host = origin.split("/", 1)[0] as string;
  if (LOCAL.test(host)) return "refused";
  if (UNRESOLVED.test(host)) return "unresolved";
  if (nearestByRepository.has(origin)) return "exists";
  if (!origin.startsWith(HUB_OFFICIAL)) return "unknown";
  return OFFICIAL.has(origin.slice(HUB_OFFICIAL.length)) ? "exists" : "denied";
}

/**
 * The simulation's image that does most of what another one does: by what is known of that, or by its name.
 * @param names the simulation's images, as people write them.
 */
export function nearestImage(origin: string, names: readonly string[]): string {
  const known = nearestByRepository.get(origin);
  if (known !== undefined && names.includes(known)) return known;
  const asked = lastPart(origin);
  const closeness = names.map((name) => ({ name, distance: distanceBetween(asked, lastPart(name)) }));
  const closest = closeness.reduce((best, other) => (other.distance < best.distance ? other : best));
  if (closest.distance <= Math.max(2, asked.length / 4)) return closest.name;
  return names.find((name) => asked.split(/[-_.]/).includes(lastPart(name))) ?? "nginx";
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

/** How many letters are to be changed, added or taken away (Levenshtein). */
function distanceBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}

/** What the container runtime says of a tag that its repository lacks. */
export function missingTagText({ name }: ImageReference): string {
  return `rpc error: code = NotFound desc = failed to pull and unpack image "${name}": failed to resolve reference "${name}": ${name}: not found`;
}

/** What the container runtime says of such a repository, or a sentence of ours where only the simulation lacks it. */
export function missingRepositoryText(
  { repository, tag, name }: ImageReference,
  { world, nearest }: { readonly world: RealWorld; readonly nearest: string },
): string {
  const where = `failed to pull and unpack image "${name}": failed to resolve reference "${name}"`;
  const [host = "", ...path] = repository.split("/");
  const request = (scheme: string): string =>
    `${where}: failed to do request: Head "${scheme}://${host}/v2/${path.join("/")}/manifests/${tag}"`;
  const lacking = `this simulation has no image "${name}"`;
  const near = `The nearest image of the simulation is "${nearest}"`;
  switch (world) {
    case "denied":
      return `${where}: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`;
    case "refused":
      return `${request("http")}: dial tcp ${host.replace("localhost", "[::1]")}${host.includes(":") ? "" : ":80"}: connect: connection refused`;
    case "unresolved":
      return `${request("https")}: dial tcp: lookup ${host.replace(/:\d+$/, "")} on 172.18.0.1:53: no such host`;
    case "exists":
      return `${lacking}; a real cluster pulls it from ${host}. ${near}`;
    case "unknown":
      return `${lacking}; a real cluster pulls it if ${host} has it, and fails likewise if not. ${near}`;
  }
}
