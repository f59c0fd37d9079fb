# Every target is one script or one command; the scripts say what they need.
.PHONY: build test campaign demo bench clean help

build: ## publish the gateway, the firmware-host and the simulator to artifacts/
	@scripts/build.sh

test: ## run every test; FILTER=Name runs some of them
	@scripts/test.sh

campaign: ## 1,000 faults of a ledger, 90 days of cover and a year of climate against the truth; ROUNDS=5000, DAYS=90, ONLY=climate
	@scripts/campaign.sh

demo: ## run a simulated ward storeroom until Ctrl-C; SPEED=4, DURATION=30, KEEP=1
	@scripts/demo.sh

bench: ## measure the targets
	@scripts/bench.sh

clean: ## remove everything that was built
	rm -rf artifacts TestResults */*/bin */*/obj

help: ## show this list
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "make %-8s %s\n", $$1, $$2}' Makefile
