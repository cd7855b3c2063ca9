#!/bin/sh
# From a checkout to the first page in one command:  sh docker/up.sh
# Makes the password of the database and a first key where there are none, then starts everything.
# A second call changes neither and starts what does not run.
set -eu
cd "$(dirname "$0")/.."
umask 022 # users of the containers read the secrets; the folder keeps others out

command -v docker >/dev/null || { echo "Docker is not installed: https://docs.docker.com/engine/install/" >&2; exit 1; }
docker compose version >/dev/null 2>&1 || { echo "Docker Compose is missing: install docker-compose-plugin" >&2; exit 1; }

if [ ! -s secrets/neo4j_auth ]; then
  mkdir -p -m 700 secrets
  password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  printf '%s' "$password" > secrets/neo4j_password
  printf 'neo4j/%s' "$password" > secrets/neo4j_auth
fi

docker compose build
key=
if [ ! -s secrets/first_key_made ]; then
  key=$(docker compose run --rm --no-deps -T service kinerja keys add First --role admin --all-datasets)
  date > secrets/first_key_made
fi
docker compose up --detach --wait
echo "Open http://127.0.0.1:8000/sign-in"
if [ -n "$key" ]; then
  echo "Sign in with this key; it is shown once, and another is made with"
  echo "  docker compose exec service kinerja keys add NAME --role viewer --all-datasets"
  echo "$key"
fi
