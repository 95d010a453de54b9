# fails: silent-left
kubectl rollout restart deploy/search-jeju
kubectl rollout status deploy/search-jeju
