import type { Texts } from "./type-texts.ts";

/** Services, and who answers for them. */
export const serviceTexts: Texts = {
  "core/v1.Service": {
    about:
      "A Service gives a set of Pods one name and one address that stay, while the Pods behind it come and go.",
    fields: {
      spec: "How the Service is to be reached, and which Pods it selects.",
      status: "What the cluster has arranged for the Service, such as the address of a load balancer.",
    },
  },
  "core/v1.ServiceSpec": {
    about: "How a Service is to be reached, and which Pods it selects.",
    fields: {
      allocateLoadBalancerNodePorts:
        "Whether a Service of type LoadBalancer gets node ports as well. The default is true.",
      clusterIP:
        "The address of the Service inside the cluster. The server picks one unless you do. None makes the Service headless: its name then resolves to the addresses of the Pods. It cannot be changed later.",
      clusterIPs:
        "All addresses of the Service inside the cluster, one for each IP family. The first is clusterIP.",
      externalIPs:
        "Further addresses at which nodes accept traffic for the Service. The cluster does not see to it that the traffic arrives there.",
      externalName: "For type ExternalName: the DNS name that the Service's name stands for.",
      externalTrafficPolicy:
        "What a node does with traffic from outside. Cluster spreads it over all endpoints and hides the client's address. Local keeps it on the node, and drops it where the node has no endpoint.",
      healthCheckNodePort:
        "The port at which a load balancer asks a node whether it has endpoints, when externalTrafficPolicy is Local.",
      internalTrafficPolicy:
        "What a node does with traffic from Pods: Cluster spreads it over all endpoints, Local uses only those on the same node.",
      ipFamilies: "IPv4, IPv6 or both, in the order of clusterIPs.",
      ipFamilyPolicy:
        "SingleStack, PreferDualStack or RequireDualStack: how many IP families the Service wants.",
      loadBalancerClass: "Which load balancer provider is responsible. Empty means the default one.",
      loadBalancerIP:
        "An address to ask the load balancer provider for. Deprecated: providers differ in what they make of it.",
      loadBalancerSourceRanges:
        "The networks that may use the load balancer, where the provider supports it.",
      ports: "The ports of the Service, each with the port of the Pods that it leads to.",
      publishNotReadyAddresses: "Whether Pods count as endpoints before they are ready.",
      selector:
        "The labels that Pods must have to become endpoints of the Service. Without a selector nobody looks for Pods: you write the endpoints yourself.",
      sessionAffinity:
        "ClientIP sends a client's connections to the same endpoint as long as it keeps coming back. None picks an endpoint for every connection. The default is None.",
      sessionAffinityConfig: "How the session affinity works, when there is one.",
      trafficDistribution:
        "A wish for how traffic is spread, such as PreferClose: rather to endpoints nearby.",
      type: "How far the Service is reachable: ClusterIP inside the cluster, NodePort at a port of every node too, LoadBalancer at an outside address too. ExternalName is only another name for a DNS name. The default is ClusterIP.",
    },
  },
  "core/v1.ServicePort": {
    about: "One port of a Service.",
    required: ["port"],
    fields: {
      appProtocol: "The protocol spoken above TCP or UDP, as a hint to others.",
      name: "Tells the port from others. A Service with several ports must name them all.",
      nodePort:
        "For type NodePort and LoadBalancer: the port of every node that leads here. The server picks one from 30000 to 32767 unless you do.",
      port: "The port at which the Service is asked.",
      protocol: "TCP, UDP or SCTP. The default is TCP.",
      targetPort:
        "The port of the Pods, as a number or as the name of a container's port. The default is the same number as port.",
    },
  },
  "core/v1.SessionAffinityConfig": {
    fields: { clientIP: "Settings for session affinity by the client's address." },
  },
  "core/v1.ClientIPConfig": {
    fields: {
      timeoutSeconds:
        "After how many seconds without a connection a client is forgotten, from 1 to 86400. The default is 10800: three hours.",
    },
  },
  "core/v1.ServiceStatus": {
    fields: {
      conditions: "What is the case with the Service now.",
      loadBalancer: "The load balancer, when there is one.",
    },
  },
  "core/v1.LoadBalancerStatus": {
    fields: { ingress: "Where the load balancer takes traffic for the Service." },
  },
  "core/v1.Endpoints": {
    about:
      "The addresses that answer for the Service of the same name. Deprecated since 1.33: EndpointSlices have taken over.",
    fields: { subsets: "Groups of addresses that share the same ports." },
  },
  "core/v1.EndpointSubset": {
    about: "Addresses that share the same ports.",
    fields: {
      addresses: "The addresses that are ready for traffic.",
      notReadyAddresses: "Addresses of Pods that have not passed their readiness probe.",
      ports: "The ports at which all addresses listen.",
    },
  },
  "core/v1.EndpointAddress": {
    required: ["ip"],
    fields: {
      hostname: "A name that headless Services publish for the address.",
      ip: "The address. It may be neither loopback nor link-local, nor a cluster IP.",
      nodeName: "The node on which the endpoint runs.",
      targetRef: "The Pod behind the address.",
    },
  },
  "core/v1.EndpointPort": {
    required: ["port"],
    fields: {
      name: "Must equal the name of the Service's port; empty when that has none.",
      port: "The port number.",
      protocol: "TCP, UDP or SCTP.",
    },
  },
  "discovery.k8s.io/v1.EndpointSlice": {
    about:
      "Some of the addresses that answer for a Service. The label kubernetes.io/service-name says for which one; several slices of one Service add up.",
    required: ["addressType", "endpoints"],
    fields: {
      addressType: "IPv4, IPv6 or FQDN. It cannot be changed.",
      endpoints: "The endpoints in the slice, at most 1000.",
      ports: "The ports at which every endpoint listens.",
    },
  },
  "discovery.k8s.io/v1.Endpoint": {
    about: "One that answers for a Service.",
    required: ["addresses"],
    fields: {
      addresses: "The address of the endpoint. Only the first is used.",
      conditions: "Whether traffic may be sent to the endpoint.",
      hints: "For whom the endpoint is meant first of all.",
      hostname: "A name that headless Services publish for the endpoint.",
      nodeName: "The node on which the endpoint runs.",
      targetRef: "The Pod behind the endpoint.",
      zone: "The zone of the endpoint.",
    },
  },
  "discovery.k8s.io/v1.EndpointConditions": {
    fields: {
      ready: "Whether the endpoint takes traffic. Nothing said means yes.",
      serving: "Like ready, but true also while the endpoint ends in an orderly way.",
      terminating: "Whether the endpoint is about to go.",
    },
  },
  "discovery.k8s.io/v1.EndpointPort": {
    fields: {
      name: "Must equal the name of the Service's port; empty when that has none.",
      port: "The port number.",
      protocol: "TCP, UDP or SCTP.",
    },
  },
};
