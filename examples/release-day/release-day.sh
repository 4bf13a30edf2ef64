#!/bin/sh
# One release by canary, for a pipeline:
#
#   sh release-day.sh on        the steps go on, in a commit of their own
#   sh release-day.sh ready     waits until the cluster has the steps: the new image may be merged
#   sh release-day.sh paused    waits until the canary pauses (a pause with a duration counts too)
#   sh release-day.sh promote   the next step, or
#   sh release-day.sh abort     all pods are of the old version again
#   sh release-day.sh off       waits until the Rollout is Healthy, then the steps go off; after an
#                               abort, that is once the old image is back
#
# ROLLOUT and NAMESPACE name the Rollout, STEPS says where its steps are: `k8s/web.yaml`, or
# `--environment production --release chat-api`. MINUTES is how long to wait, EVERY how many seconds
# lie between two looks. It takes kubectl with the plugin of Argo Rollouts, and rolloutify.
set -eu
: "${ROLLOUT:?is the name of the Rollout}" "${NAMESPACE:?is its namespace}"
: "${STEPS:?is the file with the steps, or --environment NAME --release NAME}"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 143' HUP INT TERM
snapshot=$folder/snapshot.json
said=$folder/said

look() {
  kubectl get rollouts --namespace "$NAMESPACE" --field-selector "metadata.name=$ROLLOUT" \
    --request-timeout 30s --output json > "$snapshot"
}

# Whether the Rollout of the snapshot exists, is in a phase, or was aborted.
exists() { grep -Eq '"kind": *"Rollout"' "$snapshot"; }
is() { grep -Eq "\"phase\": *\"$1\"" "$snapshot"; }
is_aborted() { grep -Eq '"abort": *true' "$snapshot"; }

# Steps off under a canary would promote it at once: with the snapshot, rolloutify refuses that.
# shellcheck disable=SC2086
switch_off() { rolloutify steps off $STEPS --live "$snapshot" --write 2> "$said"; }
# shellcheck disable=SC2086
has_steps() { rolloutify steps status $STEPS --live "$snapshot" > /dev/null 2> "$said"; }

say() { if [ -f "$said" ]; then cat "$said" >&2; fi; }
# The same words once only.
once() {
  [ "${last-}" = "$1" ] || echo "$1" >&2
  last=$1
}
fail() {
  echo "$2" >&2
  exit "$1"
}

# Looks again and again, until the answer is yes. An error of kubectl may pass, wrong usage does not.
wait_until() {
  end=$(($(date +%s) + ${MINUTES:-30} * 60))
  while :; do
    answer=1
    if look; then
      exists || fail 1 "Namespace $NAMESPACE has no Rollout $ROLLOUT"
      answer=0
      "$@" || answer=$?
    fi
    if [ "$answer" -ne 1 ]; then
      say
      return "$answer"
    fi
    if is_aborted; then
      aborted="The canary of $ROLLOUT was aborted"
      [ "$action" = off ] || fail 1 "$aborted. Restore the old image in Git, then run: off"
      once "$aborted, so its steps stay on until the old image is back: restore it in Git"
    elif is Degraded; then
      fail 1 "$ROLLOUT is Degraded: see kubectl argo rollouts get rollout $ROLLOUT -n $NAMESPACE"
    fi
    if [ "$(date +%s)" -ge "$end" ]; then
      say
      fail 1 "$ROLLOUT: waited ${MINUTES:-30} minutes in vain for: $action"
    fi
    sleep "${EVERY:-15}"
  done
}

action=${1-}
case $action in
  on)
    # shellcheck disable=SC2086
    rolloutify steps on $STEPS --write
    ;;
  ready) wait_until has_steps ;;
  paused) wait_until is Paused ;;
  promote) kubectl argo rollouts promote "$ROLLOUT" --namespace "$NAMESPACE" ;;
  abort) kubectl argo rollouts abort "$ROLLOUT" --namespace "$NAMESPACE" ;;
  off) wait_until switch_off ;;
  *)
    echo "usage: sh release-day.sh on|ready|paused|promote|abort|off" >&2
    exit 2
    ;;
esac
