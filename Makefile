# What a developer does here. `make` alone lists it.
.DEFAULT_GOAL := help

# What tests with real peers need beside the JDK and Maven.
DEBIAN_PACKAGES := nginx-light caddy haproxy wrk chromium apache2 libapache2-mod-auth-openidc libapache2-mod-oauth2 \
	lua-socket python3-requests rclone openjdk-17-jdk-headless faketime patroni etcd-server postgresql

# What loads the servers that are measured, or stands before or behind them; pgbench comes with postgresql.
BENCH_PACKAGES := wrk postgresql nginx-light apache2 curl

# A JDK that will do; where there is none, the search says what to install and the recipe ends.
JDK = export JAVA_HOME="$$(bin/find-jdk)" && test -n "$$JAVA_HOME"

# Without these, Maven 3.8 on a current JDK warns about itself.
export MAVEN_OPTS := $(MAVEN_OPTS) --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED
MAVEN := mvn --batch-mode -Dstyle.color=never

# The WebDAV server of the demo.
DEMO_PACKAGES := apache2

.PHONY: help run demo test soak bench bench-micro format clean

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 18

run: ## build once if needed and start the server (bin/gatehouse server)
	@exec bin/gatehouse server

demo: ## start everything, connect accounts, copy and publish a file, stop everything
	@.ci/debian-packages $(DEMO_PACKAGES)
	@$(JDK) && $(MAVEN) -q -Dmaven.test.skip=true package -pl demo -am && \
	exec "$$JAVA_HOME/bin/java" -cp "demo/target/gatehouse-demo.jar:demo/target/lib/*" dev.gatehouse.demo.Demo

test: ## install what tests with real peers need if possible, then build, test and check the format
	@.ci/debian-packages $(DEBIAN_PACKAGES)
	@$(JDK) && .ci/build $(MAVEN) verify

soak: ## the same tests at length, for hours: every fault against the whole kit, more sequences, more failures
	@.ci/debian-packages $(DEBIAN_PACKAGES)
	@$(JDK) && .ci/build $(MAVEN) verify -Dgatehouse.soak=true -Djunit.jupiter.execution.timeout.default=12h -Dconformance.profile=full

bench: ## measure, and write bench/results.md; with SCENARIO=read-service, only print that row
	@.ci/debian-packages $(BENCH_PACKAGES)
	@$(JDK) && $(MAVEN) -q -Dmaven.test.skip=true -Pkeycloak package -pl bench,connectors/webdav -am && \
	exec "$$JAVA_HOME/bin/java" -cp "bench/target/gatehouse-bench.jar:bench/target/lib/*" dev.gatehouse.bench.Main

bench-micro: ## measure path matching and token checks with JMH; results are printed
	@$(JDK) && $(MAVEN) -q -Dmaven.test.skip=true package -pl bench -am && \
	exec "$$JAVA_HOME/bin/java" -cp "bench/target/gatehouse-bench.jar:bench/target/lib/*" org.openjdk.jmh.Main

format: ## format all sources
	@$(JDK) && $(MAVEN) -q spotless:apply

clean: ## remove what was built
	@$(JDK) && $(MAVEN) -q clean
