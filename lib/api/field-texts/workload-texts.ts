import type { Texts } from "./type-texts.ts";

/** What makes Pods, and what else is in a namespace. */
export const workloadTexts: Texts = {
  "apps/v1.Deployment": {
    about:
      "A Deployment keeps a number of equal Pods running, and replaces them step by step when their template changes.",
    fields: {
      spec: "How many Pods there are to be, and of which kind.",
      status: "How far the cluster has come.",
    },
  },
  "apps/v1.DeploymentSpec": {
    required: ["selector", "template"],
    fields: {
      minReadySeconds: "How long a Pod must have been ready to count as available.",
      paused: "Whether changes of the template have to wait.",
      progressDeadlineSeconds:
        "After how many seconds without progress the rollout counts as failed. The default is 600.",
      replicas: "The number of Pods. The default is 1.",
      revisionHistoryLimit: "How many old ReplicaSets stay for kubectl rollout undo. The default is 10.",
      selector:
        "Which Pods belong to the Deployment. The labels of the template must match it. It cannot be changed.",
      strategy: "How old Pods are replaced by new ones.",
      template: "The Pods that are made.",
    },
  },
  "apps/v1.DeploymentStrategy": {
    fields: {
      rollingUpdate: "How many Pods may be missing or in excess on the way, for RollingUpdate.",
      type: "RollingUpdate replaces the Pods step by step, Recreate removes all old ones first. The default is RollingUpdate.",
    },
  },
  "apps/v1.RollingUpdateDeployment": {
    fields: {
      maxSurge: "How many Pods there may be above replicas, as a number or in percent. The default is 25%.",
      maxUnavailable: "How many Pods may be missing, as a number or in percent. The default is 25%.",
    },
  },
  "core/v1.PodTemplateSpec": {
    about: "The Pods that are made.",
    fields: {
      metadata: "The labels and annotations of the Pods.",
      spec: "What is to run in the Pods, and how.",
    },
  },
  "apps/v1.ReplicaSet": {
    about: "A ReplicaSet keeps a number of equal Pods running. Usually a Deployment makes and owns it.",
    fields: { spec: "How many Pods there are to be, and of which kind.", status: "How many there are." },
  },
  "apps/v1.ReplicaSetSpec": {
    required: ["selector"],
    fields: {
      minReadySeconds: "How long a Pod must have been ready to count as available.",
      replicas: "The number of Pods. The default is 1.",
      selector: "Which Pods belong to the ReplicaSet. It cannot be changed.",
      template: "The Pods that are made.",
    },
  },
  "apps/v1.DaemonSet": { about: "A DaemonSet keeps one Pod running on every node." },
  "apps/v1.StatefulSet": {
    about: "A StatefulSet keeps Pods running that have a name and a storage of their own.",
  },
  "core/v1.ReplicationController": {
    about: "A ReplicationController keeps a number of equal Pods running. Deployments have replaced it.",
  },
  "core/v1.ConfigMap": {
    about: "A ConfigMap holds settings that Pods read as variables or files.",
    fields: {
      binaryData: "Values that are no text, in base64.",
      data: "Values by their names.",
      immutable: "Whether the values can no longer be changed.",
    },
  },
  "core/v1.Secret": {
    about: "A Secret holds values that not everybody should read. They are encoded, not encrypted.",
    fields: {
      data: "Values by their names, in base64.",
      stringData: "Values as plain text, which the server adds to data.",
      type: "What the Secret is for.",
    },
  },
  "core/v1.Namespace": {
    about: "A Namespace is a room for names: objects of one kind need different names only within it.",
    fields: { spec: "Who must clean up before it can go.", status: "Whether it is active or about to go." },
  },
  "core/v1.Node": {
    about: "A Node is a machine of the cluster on which Pods run.",
    fields: { spec: "What may run on it.", status: "How it is, and what it has." },
  },
  "core/v1.Event": {
    about: "An Event says what happened to an object. Events are notes, kept for a short time.",
  },
  "core/v1.ServiceAccount": { about: "A ServiceAccount is the name under which Pods speak to the API." },
};
