/** The schema of core/v1 Volume. The sources of clouds and storage systems are taken as they are. */
import {
  any,
  boolean,
  embedded,
  field,
  type Infer,
  int32,
  int64,
  list,
  object,
  pointer,
  present,
  quantity,
  string,
} from "../schema.ts";
import { objectFieldSelector, resourceFieldSelector } from "./downward-api.ts";
import { embeddedReference } from "./local-object-reference.ts";

const keyToPath = object("core/v1.KeyToPath", {
  key: present(1, string),
  path: present(2, string),
  mode: pointer(3, int32),
});
const downwardFile = object("core/v1.DownwardAPIVolumeFile", {
  path: present(1, string),
  fieldRef: field(2, objectFieldSelector),
  resourceFieldRef: field(3, resourceFieldSelector),
  mode: pointer(4, int32),
});

const projectedReference = {
  ...embeddedReference,
  items: field(2, list(keyToPath)),
  optional: pointer(4, boolean),
};
const serviceAccountTokenProjection = object("core/v1.ServiceAccountTokenProjection", {
  audience: field(1, string),
  expirationSeconds: pointer(2, int64),
  path: present(3, string),
});
const projection = object("core/v1.VolumeProjection", {
  secret: field(1, object("core/v1.SecretProjection", projectedReference)),
  downwardAPI: field(2, object("core/v1.DownwardAPIProjection", { items: field(1, list(downwardFile)) })),
  configMap: field(3, object("core/v1.ConfigMapProjection", projectedReference)),
  serviceAccountToken: field(4, serviceAccountTokenProjection),
  clusterTrustBundle: field(5, any),
});

const emptyDirVolumeSource = object("core/v1.EmptyDirVolumeSource", {
  medium: field(1, string),
  sizeLimit: field(2, quantity),
});
const configMapVolumeSource = object("core/v1.ConfigMapVolumeSource", {
  ...embeddedReference,
  items: field(2, list(keyToPath)),
  defaultMode: pointer(3, int32),
  optional: pointer(4, boolean),
});
const secretVolumeSource = object("core/v1.SecretVolumeSource", {
  secretName: field(1, string),
  items: field(2, list(keyToPath)),
  defaultMode: pointer(3, int32),
  optional: pointer(4, boolean),
});
const downwardAPIVolumeSource = object("core/v1.DownwardAPIVolumeSource", {
  items: field(1, list(downwardFile)),
  defaultMode: pointer(2, int32),
});
const projectedVolumeSource = object("core/v1.ProjectedVolumeSource", {
  sources: field(1, list(projection)),
  defaultMode: pointer(2, int32),
});
const persistentVolumeClaimVolumeSource = object("core/v1.PersistentVolumeClaimVolumeSource", {
  claimName: present(1, string),
  readOnly: field(2, boolean),
});
const nfsVolumeSource = object("core/v1.NFSVolumeSource", {
  server: present(1, string),
  path: present(2, string),
  readOnly: field(3, boolean),
});
const hostPathVolumeSource = object("core/v1.HostPathVolumeSource", {
  path: present(1, string),
  type: pointer(2, string),
});
const imageVolumeSource = object("core/v1.ImageVolumeSource", {
  reference: field(1, string),
  pullPolicy: field(2, string),
});
const volumeSource = {
  emptyDir: field(2, emptyDirVolumeSource),
  hostPath: field(1, hostPathVolumeSource),
  configMap: field(19, configMapVolumeSource),
  secret: field(6, secretVolumeSource),
  downwardAPI: field(16, downwardAPIVolumeSource),
  projected: field(26, projectedVolumeSource),
  persistentVolumeClaim: field(10, persistentVolumeClaimVolumeSource),
  nfs: field(7, nfsVolumeSource),
  image: field(30, imageVolumeSource),
  awsElasticBlockStore: field(4, any),
  azureDisk: field(22, any),
  azureFile: field(18, any),
  cephfs: field(14, any),
  cinder: field(13, any),
  csi: field(28, any),
  ephemeral: field(29, any),
  fc: field(17, any),
  flexVolume: field(12, any),
  flocker: field(15, any),
  gcePersistentDisk: field(3, any),
  gitRepo: field(5, any),
  glusterfs: field(9, any),
  iscsi: field(8, any),
  photonPersistentDisk: field(23, any),
  portworxVolume: field(24, any),
  quobyte: field(21, any),
  rbd: field(11, any),
  scaleIO: field(25, any),
  storageos: field(27, any),
  vsphereVolume: field(20, any),
};
export const volume = object(
  "core/v1.Volume",
  { name: present(1, string), ...embedded(2, volumeSource) },
  { retainKeys: true },
);
export type Volume = Infer<typeof volume>;
