# Counts as available later, and is on the list at once.
kubectl patch deployment reports -p '{"spec":{"minReadySeconds":60}}'
