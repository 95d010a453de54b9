/**
 * Field numbers of the Kubernetes protobuf messages that kubectl's typed commands send. The types of the fields are
 * those of the schemas; only the numbers stand here. From the `generated.proto` files of k8s.io/api and apimachinery.
 */

export interface ProtobufField {
  readonly name: string;
  /** A pointer in Go: 0, false and the empty text are values. Elsewhere they stand for nothing, and Go sends them all the same. */
  readonly isPointer: boolean;
  /** A message whose fields stand in the object itself: the name of its numbers below. */
  readonly inline?: string;
}

/** Field names in the order of their numbers, `n:name` where the count jumps, `name?` for pointers, `=name` for inline messages. */
const numbered = (list: string): ReadonlyMap<number, ProtobufField> => {
  const fields = new Map<number, ProtobufField>();
  let number = 0;
  for (const entry of list.split(" ")) {
    const [first, second] = entry.split(":") as [string, string?];
    number = second === undefined ? number + 1 : Number(first);
    const name = second ?? first;
    if (name.startsWith("=")) fields.set(number, { name: "", isPointer: false, inline: name.slice(1) });
    else fields.set(number, { name: name.replace("?", ""), isPointer: name.endsWith("?") });
  }
  return fields;
};

const standard = numbered("metadata spec status");

/** By the name of the schema. */
export const protobufFields: Readonly<Record<string, ReadonlyMap<number, ProtobufField>>> = {
  "meta/v1.ObjectMeta": numbered(
    "name generateName namespace selfLink uid resourceVersion generation creationTimestamp deletionTimestamp deletionGracePeriodSeconds? labels annotations ownerReferences finalizers 17:managedFields",
  ),
  "meta/v1.OwnerReference": numbered("kind 3:name uid apiVersion controller? blockOwnerDeletion?"),
  "meta/v1.LabelSelector": numbered("matchLabels matchExpressions"),
  "meta/v1.LabelSelectorRequirement": numbered("key operator values"),
  "meta/v1.DeleteOptions": numbered("gracePeriodSeconds? preconditions orphanDependents? propagationPolicy? dryRun"),
  "meta/v1.Preconditions": numbered("uid? resourceVersion?"),
  "apps/v1.Deployment": standard,
  "apps/v1.DeploymentSpec": numbered("replicas? selector template strategy minReadySeconds revisionHistoryLimit? paused 9:progressDeadlineSeconds?"),
  "apps/v1.DeploymentStrategy": numbered("type rollingUpdate"),
  "apps/v1.RollingUpdateDeployment": numbered("maxUnavailable maxSurge"),
  "autoscaling/v1.Scale": standard,
  "autoscaling/v1.ScaleSpec": numbered("replicas"),
  "core/v1.PodTemplateSpec": numbered("metadata spec"),
  "core/v1.Pod": standard,
  "core/v1.PodSpec": numbered(
    "volumes containers restartPolicy terminationGracePeriodSeconds? activeDeadlineSeconds? dnsPolicy nodeSelector serviceAccountName serviceAccount nodeName hostNetwork hostPID hostIPC securityContext imagePullSecrets hostname subdomain affinity schedulerName initContainers automountServiceAccountToken? tolerations hostAliases priorityClassName priority? dnsConfig shareProcessNamespace? readinessGates runtimeClassName? enableServiceLinks? preemptionPolicy? overhead topologySpreadConstraints ephemeralContainers setHostnameAsFQDN? os hostUsers? schedulingGates resourceClaims resources",
  ),
  "core/v1.Container": numbered(
    "name image command args workingDir ports env resources volumeMounts livenessProbe readinessProbe lifecycle terminationMessagePath imagePullPolicy securityContext stdin stdinOnce tty envFrom terminationMessagePolicy volumeDevices startupProbe resizePolicy restartPolicy?",
  ),
  "core/v1.ContainerPort": numbered("name hostPort containerPort protocol hostIP"),
  "core/v1.EnvVar": numbered("name value valueFrom"),
  "core/v1.ResourceRequirements": numbered("limits requests claims"),
  "core/v1.Service": standard,
  "core/v1.ServiceSpec": numbered(
    "ports selector clusterIP type externalIPs 7:sessionAffinity loadBalancerIP loadBalancerSourceRanges externalName externalTrafficPolicy healthCheckNodePort publishNotReadyAddresses sessionAffinityConfig 17:ipFamilyPolicy? clusterIPs ipFamilies allocateLoadBalancerNodePorts? loadBalancerClass? internalTrafficPolicy? trafficDistribution?",
  ),
  "core/v1.ServicePort": numbered("name protocol port targetPort nodePort appProtocol?"),
  "core/v1.SessionAffinityConfig": numbered("clientIP"),
  "core/v1.ClientIPConfig": numbered("timeoutSeconds?"),
  "core/v1.Namespace": standard,
  "core/v1.ConfigMap": numbered("metadata data binaryData immutable?"),
  "core/v1.Secret": numbered("metadata data type stringData immutable?"),
  "networking.k8s.io/v1.Ingress": standard,
  "networking.k8s.io/v1.IngressSpec": numbered("defaultBackend tls rules ingressClassName?"),
  "networking.k8s.io/v1.IngressTLS": numbered("hosts secretName"),
  "networking.k8s.io/v1.IngressRule": numbered("host =networking.k8s.io/v1.IngressRuleValue"),
  "networking.k8s.io/v1.IngressRuleValue": numbered("http"),
  "networking.k8s.io/v1.HTTPIngressRuleValue": numbered("paths"),
  "networking.k8s.io/v1.HTTPIngressPath": numbered("path backend pathType?"),
  "networking.k8s.io/v1.IngressBackend": numbered("3:resource service"),
  "networking.k8s.io/v1.IngressServiceBackend": numbered("name port"),
  "networking.k8s.io/v1.ServiceBackendPort": numbered("name number"),
  "core/v1.ServiceAccount": numbered("metadata secrets imagePullSecrets automountServiceAccountToken?"),
};
