import type { Texts } from "./type-texts.ts";

/** Pods and their containers. */
export const podTexts: Texts = {
  "core/v1.Pod": {
    about: "A Pod is one or several containers that run together on one node and share one address.",
    fields: {
      spec: "What is to run, and how.",
      status: "What runs at the moment. The node's kubelet keeps it up to date.",
    },
  },
  "core/v1.PodSpec": {
    about: "What is to run in a Pod, and how.",
    required: ["containers"],
    fields: {
      containers: "The containers of the Pod, at least one.",
      dnsPolicy: "Whom the containers ask for names. ClusterFirst, the default, asks the cluster's DNS.",
      enableServiceLinks:
        "Whether the containers get environment variables about the Services of the namespace. The default is true.",
      hostNetwork: "Whether the Pod uses the network of its node.",
      hostname: "The host name inside the Pod. The default is the name of the Pod.",
      initContainers: "Containers that run one by one, each to its end, before the others start.",
      nodeName: "The node that runs the Pod. The scheduler fills it in.",
      nodeSelector: "Labels that a node must have to run the Pod.",
      readinessGates: "Further conditions that must be true before the Pod counts as ready.",
      restartPolicy: "Always, OnFailure or Never: what happens when a container ends. The default is Always.",
      serviceAccountName: "As whom the Pod speaks to the API. The default is default.",
      terminationGracePeriodSeconds:
        "How long the containers may take to end after they were asked to. The default is 30.",
      tolerations: "The taints of nodes that do not keep this Pod away.",
      volumes: "What containers can mount.",
    },
  },
  "core/v1.Container": {
    about: "One container of a Pod.",
    required: ["name"],
    fields: {
      args: "Arguments for the program. The default are those of the image.",
      command: "The program to run. The default is that of the image. It does not run in a shell.",
      env: "Environment variables.",
      envFrom: "ConfigMaps and Secrets whose keys all become environment variables.",
      image: "The name of the image, such as nginx:1.27.",
      imagePullPolicy:
        "Always, Never or IfNotPresent: when the node fetches the image. The default is Always for the tag latest, else IfNotPresent.",
      lifecycle: "What runs right after the start and right before the end.",
      livenessProbe: "How the node finds out that the container must be restarted.",
      name: "Tells the container from others in the Pod. It cannot be changed.",
      ports:
        "The ports at which the container listens. They inform people and give ports names; a port that is missing here is open all the same.",
      readinessProbe:
        "How the node finds out whether the container can take traffic. A Pod that is not ready is no endpoint of any Service.",
      resources: "How much CPU and memory the container needs and may use.",
      startupProbe:
        "How the node finds out that the container has started. Until then the other probes wait.",
      stdin: "Whether standard input stays open.",
      tty: "Whether standard input is a terminal.",
      volumeMounts: "Which volumes appear where in the container's files.",
      workingDir: "Where the program starts. The default is that of the image.",
    },
  },
  "core/v1.ContainerPort": {
    about: "A port at which a container listens.",
    required: ["containerPort"],
    fields: {
      containerPort: "The port number.",
      hostPort: "A port of the node that leads here.",
      name: "A name for targetPort of Services.",
      protocol: "TCP, UDP or SCTP. The default is TCP.",
    },
  },
  "core/v1.EnvVar": {
    required: ["name"],
    fields: {
      name: "The name of the variable.",
      value: "Its value.",
      valueFrom: "Where its value comes from.",
    },
  },
  "core/v1.Probe": {
    about: "How the node asks a container how it is.",
    fields: {
      exec: "Runs a program in the container. Exit code 0 is a success.",
      failureThreshold: "How many failures in a row count. The default is 3.",
      grpc: "Asks a gRPC health service.",
      httpGet: "Sends a GET request. A status from 200 to 399 is a success.",
      initialDelaySeconds: "How long after the start the first probe runs.",
      periodSeconds: "The time between two probes. The default is 10.",
      successThreshold: "How many successes in a row count after a failure. The default is 1.",
      tcpSocket: "Opens a connection. That it opens is a success.",
      timeoutSeconds: "After how many seconds a probe has failed. The default is 1.",
    },
  },
  "core/v1.HTTPGetAction": { required: ["port"] },
  "core/v1.TCPSocketAction": { required: ["port"] },
  "core/v1.GRPCAction": { required: ["port"] },
  "core/v1.HTTPHeader": { required: ["name", "value"] },
  "core/v1.Volume": { required: ["name"] },
  "core/v1.VolumeMount": { required: ["mountPath", "name"] },
  "core/v1.ResourceRequirements": {
    fields: {
      limits: "What the container may use at most.",
      requests: "What the scheduler sets aside on the node for the container.",
    },
  },
};
