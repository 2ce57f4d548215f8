# Everything one does here, by name; each target is a script in scripts/, which says how.
.DEFAULT_GOAL := help
.PHONY: help run dev test test-rust test-browser lint fmt setup setup-test stop db sqlx release bench fuzz rehearse-restore rehearse-replica clean-local
MAKEFLAGS += --no-print-directory

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-17s %s\n", $$1, $$2 }' Makefile

run: ## install what is missing, build, load the data and serve on http://127.0.0.1:3000
	@scripts/run

dev: ## the same, and build again and reload the page when a file changes
	@scripts/dev

test: ## install what the tests need besides and run all of them
	@scripts/test

test-rust: ## only the unit, property, database and HTTP tests
	@scripts/test rust

test-browser: ## only the browser tests
	@scripts/test build site browser

lint: ## only format, licences, lints and checked queries
	@scripts/test format dependencies build site

fmt: ## format the code
	@cargo fmt --all && node_modules/.bin/biome check --write app/scripts

setup: ## only install what building and running needs
	@scripts/setup

setup-test: ## only install what testing needs
	@scripts/setup-test

stop: ## stop the private databases, should one be left running
	@scripts/postgres stop
	@scripts/postgres stop --test

db: ## open psql, as the owner, on the database of `make run`
	@scripts/with-database scripts/shell

sqlx: ## describe the checked queries anew in .sqlx, after a change to a query or the schema
	@scripts/setup
	@scripts/sqlx

release: ## build what goes on a server, in one folder: target/ncpi-VERSION
	@scripts/setup
	@scripts/build release

bench: ## measure what is meant to be fast
	@scripts/setup
	@scripts/bench

fuzz: ## let a fuzzer try every parser of outside input, half a minute each
	@scripts/setup
	@scripts/fuzz

rehearse-restore: ## back a database up, break it, and go back to the moment before
	@scripts/rehearse-restore

rehearse-replica: ## take the replica away, let it fall behind, take the primary away, and promote the replica
	@scripts/rehearse-replica

clean-local: ## delete the private databases and all that is in them
	@scripts/postgres remove
	@scripts/postgres remove --test
	@rm -rf .local
