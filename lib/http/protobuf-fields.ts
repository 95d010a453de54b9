/**
 * Field numbers of the Kubernetes protobuf messages that typed clients send, kubectl among them. The types of the fields
 * are those of the schemas; only the numbers stand here. From the `generated.proto` files of k8s.io/api and apimachinery.
 *
 * Leaves out the status of Pods, nodes and workloads, which only parts of a cluster write, and managed fields.
 */

export interface ProtobufField {
  readonly name: string;
  /** A message whose fields stand in the object itself: the name of its numbers below. */
  readonly inline?: string;
}

/** Field names in the order of their numbers, `n:name` where the count jumps, `=name` for inline messages. */
const numbered = (list: string): ReadonlyMap<number, ProtobufField> => {
  const fields = new Map<number, ProtobufField>();
  let number = 0;
  for (const entry of list.split(" ")) {
    const [first, second] = entry.split(":") as [string, string?];
    number = second === undefined ? number + 1 : Number(first);
    const name = second ?? first;
    if (name.startsWith("=")) fields.set(number, { name: "", inline: name.slice(1) });
    else fields.set(number, { name });
  }
  return fields;
};

const standard = numbered("metadata spec status");

/** By the name of the schema. */
export const protobufFields: Readonly<Record<string, ReadonlyMap<number, ProtobufField>>> = {
  "meta/v1.ObjectMeta": numbered(
    "name generateName namespace selfLink uid resourceVersion generation creationTimestamp deletionTimestamp deletionGracePeriodSeconds labels annotations ownerReferences finalizers 17:managedFields",
  ),
  "meta/v1.OwnerReference": numbered("kind 3:name uid apiVersion controller blockOwnerDeletion"),
  "meta/v1.LabelSelector": numbered("matchLabels matchExpressions"),
  "meta/v1.LabelSelectorRequirement": numbered("key operator values"),
  "meta/v1.DeleteOptions": numbered(
    "gracePeriodSeconds preconditions orphanDependents propagationPolicy dryRun",
  ),
  "meta/v1.Preconditions": numbered("uid resourceVersion"),
  "apps/v1.Deployment": standard,
  "apps/v1.DeploymentSpec": numbered(
    "replicas selector template strategy minReadySeconds revisionHistoryLimit paused 9:progressDeadlineSeconds",
  ),
  "apps/v1.DeploymentStrategy": numbered("type rollingUpdate"),
  "apps/v1.RollingUpdateDeployment": numbered("maxUnavailable maxSurge"),
  "autoscaling/v1.Scale": standard,
  "autoscaling/v1.ScaleSpec": numbered("replicas"),
  "autoscaling/v1.ScaleStatus": numbered("replicas selector"),
  "policy/v1.Eviction": numbered("metadata deleteOptions"),
  "core/v1.Binding": numbered("metadata target"),
  "core/v1.PodTemplateSpec": numbered("metadata spec"),
  "core/v1.Pod": standard,
  "core/v1.PodSpec": numbered(
    "volumes containers restartPolicy terminationGracePeriodSeconds activeDeadlineSeconds dnsPolicy nodeSelector serviceAccountName serviceAccount nodeName hostNetwork hostPID hostIPC securityContext imagePullSecrets hostname subdomain affinity schedulerName initContainers automountServiceAccountToken tolerations hostAliases priorityClassName priority dnsConfig shareProcessNamespace readinessGates runtimeClassName enableServiceLinks preemptionPolicy overhead topologySpreadConstraints ephemeralContainers setHostnameAsFQDN os hostUsers schedulingGates resourceClaims resources",
  ),
  "core/v1.Container": numbered(
    "name image command args workingDir ports env resources volumeMounts livenessProbe readinessProbe lifecycle terminationMessagePath imagePullPolicy securityContext stdin stdinOnce tty envFrom terminationMessagePolicy volumeDevices startupProbe resizePolicy restartPolicy",
  ),
  "core/v1.ContainerPort": numbered("name hostPort containerPort protocol hostIP"),
  "core/v1.EnvVar": numbered("name value valueFrom"),
  "core/v1.ResourceRequirements": numbered("limits requests claims"),
  "core/v1.Service": standard,
  "core/v1.ServiceSpec": numbered(
    "ports selector clusterIP type externalIPs 7:sessionAffinity loadBalancerIP loadBalancerSourceRanges externalName externalTrafficPolicy healthCheckNodePort publishNotReadyAddresses sessionAffinityConfig 17:ipFamilyPolicy clusterIPs ipFamilies allocateLoadBalancerNodePorts loadBalancerClass internalTrafficPolicy trafficDistribution",
  ),
  "core/v1.ServicePort": numbered("name protocol port targetPort nodePort appProtocol"),
  "core/v1.SessionAffinityConfig": numbered("clientIP"),
  "core/v1.ClientIPConfig": numbered("timeoutSeconds"),
  "core/v1.Namespace": standard,
  "core/v1.ConfigMap": numbered("metadata data binaryData immutable"),
  "core/v1.Secret": numbered("metadata data type stringData immutable"),
  "networking.k8s.io/v1.Ingress": standard,
  "networking.k8s.io/v1.IngressSpec": numbered("defaultBackend tls rules ingressClassName"),
  "networking.k8s.io/v1.IngressTLS": numbered("hosts secretName"),
  "networking.k8s.io/v1.IngressRule": numbered("host =networking.k8s.io/v1.IngressRuleValue"),
  "networking.k8s.io/v1.IngressRuleValue": numbered("http"),
  "networking.k8s.io/v1.HTTPIngressRuleValue": numbered("paths"),
  "networking.k8s.io/v1.HTTPIngressPath": numbered("path backend pathType"),
  "networking.k8s.io/v1.IngressBackend": numbered("3:resource service"),
  "networking.k8s.io/v1.IngressServiceBackend": numbered("name port"),
  "networking.k8s.io/v1.ServiceBackendPort": numbered("name number"),
  "core/v1.ServiceAccount": numbered("metadata secrets imagePullSecrets automountServiceAccountToken"),
  "core/v1.LocalObjectReference": numbered("name"),
  "core/v1.ObjectReference": numbered("kind namespace name uid apiVersion resourceVersion fieldPath"),
  "core/v1.Volume": numbered("name =core/v1.VolumeSource"),
  "core/v1.VolumeSource": numbered(
    "hostPath emptyDir 6:secret nfs 10:persistentVolumeClaim 16:downwardAPI 19:configMap 26:projected 30:image",
  ),
  "core/v1.HostPathVolumeSource": numbered("path type"),
  "core/v1.EmptyDirVolumeSource": numbered("medium sizeLimit"),
  "core/v1.SecretVolumeSource": numbered("secretName items defaultMode optional"),
  "core/v1.NFSVolumeSource": numbered("server path readOnly"),
  "core/v1.PersistentVolumeClaimVolumeSource": numbered("claimName readOnly"),
  "core/v1.DownwardAPIVolumeSource": numbered("items defaultMode"),
  "core/v1.DownwardAPIVolumeFile": numbered("path fieldRef resourceFieldRef mode"),
  "core/v1.ConfigMapVolumeSource": numbered("=core/v1.LocalObjectReference items defaultMode optional"),
  "core/v1.KeyToPath": numbered("key path mode"),
  "core/v1.ProjectedVolumeSource": numbered("sources defaultMode"),
  "core/v1.VolumeProjection": numbered("secret downwardAPI configMap serviceAccountToken"),
  "core/v1.SecretProjection": numbered("=core/v1.LocalObjectReference items 4:optional"),
  "core/v1.ConfigMapProjection": numbered("=core/v1.LocalObjectReference items 4:optional"),
  "core/v1.DownwardAPIProjection": numbered("items"),
  "core/v1.ServiceAccountTokenProjection": numbered("audience expirationSeconds path"),
  "core/v1.ImageVolumeSource": numbered("reference pullPolicy"),
  "core/v1.EnvVarSource": numbered("fieldRef resourceFieldRef configMapKeyRef secretKeyRef"),
  "core/v1.ObjectFieldSelector": numbered("apiVersion fieldPath"),
  "core/v1.ResourceFieldSelector": numbered("containerName resource divisor"),
  "core/v1.ConfigMapKeySelector": numbered("=core/v1.LocalObjectReference key optional"),
  "core/v1.SecretKeySelector": numbered("=core/v1.LocalObjectReference key optional"),
  "core/v1.EnvFromSource": numbered("prefix configMapRef secretRef"),
  "core/v1.ConfigMapEnvSource": numbered("=core/v1.LocalObjectReference optional"),
  "core/v1.SecretEnvSource": numbered("=core/v1.LocalObjectReference optional"),
  "core/v1.ResourceClaim": numbered("name request"),
  "core/v1.ContainerResizePolicy": numbered("resourceName restartPolicy"),
  "core/v1.VolumeMount": numbered(
    "name readOnly mountPath subPath mountPropagation subPathExpr recursiveReadOnly",
  ),
  "core/v1.VolumeDevice": numbered("name devicePath"),
  "core/v1.Probe": numbered(
    "=core/v1.ProbeHandler initialDelaySeconds timeoutSeconds periodSeconds successThreshold failureThreshold terminationGracePeriodSeconds",
  ),
  "core/v1.ProbeHandler": numbered("exec httpGet tcpSocket grpc"),
  "core/v1.ExecAction": numbered("command"),
  "core/v1.HTTPGetAction": numbered("path port host scheme httpHeaders"),
  "core/v1.HTTPHeader": numbered("name value"),
  "core/v1.TCPSocketAction": numbered("port host"),
  "core/v1.GRPCAction": numbered("port service"),
  "core/v1.Lifecycle": numbered("postStart preStop stopSignal"),
  "core/v1.LifecycleHandler": numbered("exec httpGet tcpSocket sleep"),
  "core/v1.SleepAction": numbered("seconds"),
  "core/v1.SecurityContext": numbered(
    "capabilities privileged seLinuxOptions runAsUser runAsNonRoot readOnlyRootFilesystem allowPrivilegeEscalation runAsGroup procMount 11:seccompProfile appArmorProfile",
  ),
  "core/v1.PodSecurityContext": numbered(
    "seLinuxOptions runAsUser runAsNonRoot supplementalGroups fsGroup runAsGroup sysctls 9:fsGroupChangePolicy seccompProfile appArmorProfile supplementalGroupsPolicy seLinuxChangePolicy",
  ),
  "core/v1.Capabilities": numbered("add drop"),
  "core/v1.SELinuxOptions": numbered("user role type level"),
  "core/v1.SeccompProfile": numbered("type localhostProfile"),
  "core/v1.AppArmorProfile": numbered("type localhostProfile"),
  "core/v1.Sysctl": numbered("name value"),
  "core/v1.EphemeralContainer": numbered("=core/v1.Container targetContainerName"),
  "core/v1.Affinity": numbered("nodeAffinity podAffinity podAntiAffinity"),
  "core/v1.NodeAffinity": numbered(
    "requiredDuringSchedulingIgnoredDuringExecution preferredDuringSchedulingIgnoredDuringExecution",
  ),
  "core/v1.NodeSelector": numbered("nodeSelectorTerms"),
  "core/v1.NodeSelectorTerm": numbered("matchExpressions matchFields"),
  "core/v1.NodeSelectorRequirement": numbered("key operator values"),
  "core/v1.PreferredSchedulingTerm": numbered("weight preference"),
  "core/v1.PodAffinity": numbered(
    "requiredDuringSchedulingIgnoredDuringExecution preferredDuringSchedulingIgnoredDuringExecution",
  ),
  "core/v1.PodAntiAffinity": numbered(
    "requiredDuringSchedulingIgnoredDuringExecution preferredDuringSchedulingIgnoredDuringExecution",
  ),
  "core/v1.PodAffinityTerm": numbered(
    "labelSelector namespaces topologyKey namespaceSelector matchLabelKeys mismatchLabelKeys",
  ),
  "core/v1.WeightedPodAffinityTerm": numbered("weight podAffinityTerm"),
  "core/v1.Toleration": numbered("key operator value effect tolerationSeconds"),
  "core/v1.HostAlias": numbered("ip hostnames"),
  "core/v1.PodDNSConfig": numbered("nameservers searches options"),
  "core/v1.PodDNSConfigOption": numbered("name value"),
  "core/v1.PodReadinessGate": numbered("conditionType"),
  "core/v1.TopologySpreadConstraint": numbered(
    "maxSkew topologyKey whenUnsatisfiable labelSelector minDomains nodeAffinityPolicy nodeTaintsPolicy matchLabelKeys",
  ),
  "core/v1.PodOS": numbered("name"),
  "core/v1.PodSchedulingGate": numbered("name"),
  "core/v1.PodResourceClaim": numbered("name 3:resourceClaimName resourceClaimTemplateName"),
  "core/v1.ReplicationController": standard,
  "core/v1.ReplicationControllerSpec": numbered("replicas selector template minReadySeconds"),
  "core/v1.ServiceStatus": numbered("loadBalancer conditions"),
  "core/v1.LoadBalancerStatus": numbered("ingress"),
  "core/v1.LoadBalancerIngress": numbered("ip hostname ipMode ports"),
  "core/v1.PortStatus": numbered("port protocol error"),
  "meta/v1.Condition": numbered("type status observedGeneration lastTransitionTime reason message"),
  "core/v1.Endpoints": numbered("metadata subsets"),
  "core/v1.EndpointSubset": numbered("addresses notReadyAddresses ports"),
  "core/v1.EndpointAddress": numbered("ip targetRef hostname nodeName"),
  "core/v1.EndpointPort": numbered("name port protocol appProtocol"),
  "core/v1.Event": numbered(
    "metadata involvedObject reason message source firstTimestamp lastTimestamp count type eventTime series action related reportingComponent reportingInstance",
  ),
  "core/v1.EventSource": numbered("component host"),
  "core/v1.EventSeries": numbered("count lastObservedTime"),
  "core/v1.NamespaceSpec": numbered("finalizers"),
  "core/v1.NamespaceStatus": numbered("phase conditions"),
  "core/v1.Node": standard,
  "core/v1.NodeSpec": numbered("podCIDR externalID providerID unschedulable taints 7:podCIDRs"),
  "core/v1.Taint": numbered("key value effect timeAdded"),
  "apps/v1.ReplicaSet": standard,
  "apps/v1.ReplicaSetSpec": numbered("replicas selector template minReadySeconds"),
  "apps/v1.DaemonSet": standard,
  "apps/v1.DaemonSetSpec": numbered(
    "selector template updateStrategy minReadySeconds 6:revisionHistoryLimit",
  ),
  "apps/v1.DaemonSetUpdateStrategy": numbered("type rollingUpdate"),
  "apps/v1.RollingUpdateDaemonSet": numbered("maxUnavailable maxSurge"),
  "apps/v1.StatefulSet": standard,
  "apps/v1.StatefulSetSpec": numbered(
    "replicas selector template 5:serviceName podManagementPolicy updateStrategy revisionHistoryLimit minReadySeconds persistentVolumeClaimRetentionPolicy ordinals",
  ),
  "apps/v1.StatefulSetUpdateStrategy": numbered("type rollingUpdate"),
  "apps/v1.RollingUpdateStatefulSetStrategy": numbered("partition"),
  "apps/v1.StatefulSetPersistentVolumeClaimRetentionPolicy": numbered("whenDeleted whenScaled"),
  "apps/v1.StatefulSetOrdinals": numbered("start"),
  "coordination.k8s.io/v1.Lease": numbered("metadata spec"),
  "coordination.k8s.io/v1.LeaseSpec": numbered(
    "holderIdentity leaseDurationSeconds acquireTime renewTime leaseTransitions strategy preferredHolder",
  ),
  "discovery.k8s.io/v1.EndpointSlice": numbered("metadata endpoints ports addressType"),
  "discovery.k8s.io/v1.Endpoint": numbered(
    "addresses conditions hostname targetRef deprecatedTopology nodeName zone hints",
  ),
  "discovery.k8s.io/v1.EndpointConditions": numbered("ready serving terminating"),
  "discovery.k8s.io/v1.EndpointHints": numbered("forZones forNodes"),
  "discovery.k8s.io/v1.ForZone": numbered("name"),
  "discovery.k8s.io/v1.ForNode": numbered("name"),
  "discovery.k8s.io/v1.EndpointPort": numbered("name protocol port appProtocol"),
  "networking.k8s.io/v1.IngressStatus": numbered("loadBalancer"),
  "networking.k8s.io/v1.IngressLoadBalancerStatus": numbered("ingress"),
  "networking.k8s.io/v1.IngressLoadBalancerIngress": numbered("ip hostname"),
  "networking.k8s.io/v1.NetworkPolicy": numbered("metadata spec"),
  "networking.k8s.io/v1.NetworkPolicySpec": numbered("podSelector ingress egress policyTypes"),
  "networking.k8s.io/v1.NetworkPolicyIngressRule": numbered("ports from"),
  "networking.k8s.io/v1.NetworkPolicyEgressRule": numbered("ports to"),
  "networking.k8s.io/v1.NetworkPolicyPort": numbered("protocol port endPort"),
  "networking.k8s.io/v1.NetworkPolicyPeer": numbered("podSelector namespaceSelector ipBlock"),
  "networking.k8s.io/v1.IPBlock": numbered("cidr except"),
};
