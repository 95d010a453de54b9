/** What `kubectl explain` (ours, and the real one through OpenAPI) says about types and fields, in our own words. A type without an entry is shown without words. */
import { podTexts } from "./pod-texts.ts";
import { serviceTexts } from "./service-texts.ts";
import type { Texts } from "./type-texts.ts";
import { workloadTexts } from "./workload-texts.ts";

const metadataTexts: Texts = {
  "meta/v1.ObjectMeta": {
    about: "What every object has: its name, its labels, and what the server notes about it.",
    fields: {
      annotations: "Notes of tools and people. Nothing is selected by them, so they may be long.",
      creationTimestamp: "When the server stored the object first.",
      deletionGracePeriodSeconds: "How many seconds the object has left to end in an orderly way.",
      deletionTimestamp: "Set when somebody deleted the object: from then on it is about to go.",
      finalizers: "Who must still clean up before the object may disappear.",
      generateName: "The beginning of a name that the server completes, when name is empty.",
      generation: "Counts the changes of spec.",
      labels: "Pairs by which Services, Deployments and people select the object.",
      name: "Tells the object from others of its kind in its namespace. It cannot be changed.",
      namespace: "Where the name is valid. Empty means the namespace of the request.",
      ownerReferences: "The objects that this one belongs to. When they go, it goes.",
      resourceVersion: "Changes with every write. Whoever updates from an old one gets a conflict.",
      uid: "Tells the object from earlier ones that had the same name.",
    },
  },
  "meta/v1.LabelSelector": {
    about: "Selects objects by their labels. All conditions must hold.",
    fields: {
      matchExpressions: "Conditions with an operator: In, NotIn, Exists or DoesNotExist.",
      matchLabels: "Pairs that the labels must contain.",
    },
  },
  "meta/v1.LabelSelectorRequirement": { required: ["key", "operator"] },
};

export const fieldTexts: Texts = { ...metadataTexts, ...serviceTexts, ...podTexts, ...workloadTexts };

/** The first fields of every kind. */
export const commonFields: Readonly<Record<string, string>> = {
  apiVersion: "Group and version of the kind, such as v1 or apps/v1.",
  kind: "The kind of the object, in its singular form.",
  metadata: "Name, namespace, labels and what the server notes about the object.",
};
