/** The schema of core/v1 Volume. The sources of clouds and storage systems are taken as they are. */
import {
  any,
  boolean,
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

const keyToPath = object("core/v1.KeyToPath", {
  key: present(string),
  path: present(string),
  mode: pointer(int32),
});
const downwardFile = object("core/v1.DownwardAPIVolumeFile", {
  path: present(string),
  fieldRef: objectFieldSelector,
  resourceFieldRef: resourceFieldSelector,
  mode: pointer(int32),
});

const projection = object("core/v1.VolumeProjection", {
  secret: object("core/v1.SecretProjection", {
    name: string,
    items: list(keyToPath),
    optional: pointer(boolean),
  }),
  downwardAPI: object("core/v1.DownwardAPIProjection", { items: list(downwardFile) }),
  configMap: object("core/v1.ConfigMapProjection", {
    name: string,
    items: list(keyToPath),
    optional: pointer(boolean),
  }),
  serviceAccountToken: object("core/v1.ServiceAccountTokenProjection", {
    audience: string,
    expirationSeconds: pointer(int64),
    path: present(string),
  }),
  clusterTrustBundle: any,
});

const elsewhere = {
  awsElasticBlockStore: any,
  azureDisk: any,
  azureFile: any,
  cephfs: any,
  cinder: any,
  csi: any,
  ephemeral: any,
  fc: any,
  flexVolume: any,
  flocker: any,
  gcePersistentDisk: any,
  gitRepo: any,
  glusterfs: any,
  iscsi: any,
  photonPersistentDisk: any,
  portworxVolume: any,
  quobyte: any,
  rbd: any,
  scaleIO: any,
  storageos: any,
  vsphereVolume: any,
} as const;

export const volume = object(
  "core/v1.Volume",
  {
    name: present(string),
    emptyDir: object("core/v1.EmptyDirVolumeSource", { medium: string, sizeLimit: quantity }),
    hostPath: object("core/v1.HostPathVolumeSource", { path: present(string), type: pointer(string) }),
    configMap: object("core/v1.ConfigMapVolumeSource", {
      name: string,
      items: list(keyToPath),
      defaultMode: pointer(int32),
      optional: pointer(boolean),
    }),
    secret: object("core/v1.SecretVolumeSource", {
      secretName: string,
      items: list(keyToPath),
      defaultMode: pointer(int32),
      optional: pointer(boolean),
    }),
    downwardAPI: object("core/v1.DownwardAPIVolumeSource", {
      items: list(downwardFile),
      defaultMode: pointer(int32),
    }),
    projected: object("core/v1.ProjectedVolumeSource", {
      sources: list(projection),
      defaultMode: pointer(int32),
    }),
    persistentVolumeClaim: object("core/v1.PersistentVolumeClaimVolumeSource", {
      claimName: present(string),
      readOnly: boolean,
    }),
    nfs: object("core/v1.NFSVolumeSource", {
      server: present(string),
      path: present(string),
      readOnly: boolean,
    }),
    image: object("core/v1.ImageVolumeSource", { reference: string, pullPolicy: string }),
    ...elsewhere,
  },
  { retainKeys: true },
);
export type Volume = Infer<typeof volume>;
