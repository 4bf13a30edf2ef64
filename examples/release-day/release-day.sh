#!/bin/sh
# One release by canary, for a pipeline:
#
#   sh release-day.sh on        the steps go on, in a commit of their own
#   sh release-day.sh ready     waits until the cluster has the steps: the new image may be merged
#   sh release-day.sh paused    waits until the canary waits for a person
#   sh release-day.sh promote   the next step, or
#   sh release-day.sh abort     all pods are of the old version again
#   sh release-day.sh off       waits until the Rollout is Healthy, then the steps go off
#
# ROLLOUT and NAMESPACE name the Rollout, STEPS says where its steps are: `k8s/web.yaml`, or
# `--environment production --release chat-api`. MINUTES is how long to wait, EVERY how many seconds
# lie between two looks. It takes kubectl with the plugin of Argo Rollouts, and rolloutify.
set -eu
: "${ROLLOUT:?is the name of the Rollout}" "${NAMESPACE:?is its namespace}"
: "${STEPS:?is the file with the steps, or --environment NAME --release NAME}"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
snapshot=$folder/snapshot.json
said=$folder/said

look() {
  kubectl get rollouts --namespace "$NAMESPACE" --field-selector "metadata.name=$ROLLOUT" \
    --output json > "$snapshot"
}

# Whether the Rollout of the snapshot is in a phase, or aborted.
is() { grep -Eq "\"phase\": *\"$1\"" "$snapshot"; }
is_aborted() { grep -Eq '"abort": *true' "$snapshot" || is Degraded; }

# Steps off under a canary would promote it at once: with the snapshot, rolloutify refuses that.
# shellcheck disable=SC2086
switch_off() { rolloutify steps off $STEPS --live "$snapshot" --write 2> "$said"; }
# shellcheck disable=SC2086
has_steps() { rolloutify steps status $STEPS --live "$snapshot" > /dev/null 2> "$said"; }

# Looks again and again, until the answer is yes.
wait_until() {
  end=$(($(date +%s) + ${MINUTES:-30} * 60))
  until look && "$@"; do
    if is_aborted; then
      echo "The canary of $ROLLOUT was aborted. Bring the old image back in Git, then run: off" >&2
      exit 1
    fi
    if [ "$(date +%s)" -ge "$end" ]; then
      if [ -f "$said" ]; then cat "$said" >&2; fi
      echo "$ROLLOUT is not there after ${MINUTES:-30} minutes" >&2
      exit 1
    fi
    sleep "${EVERY:-15}"
  done
}

case ${1-} in
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
