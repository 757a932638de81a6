package dev.gatehouse.database.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.PrintedBlocks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The configurations and commands that docs/high-availability.md prints, with free ports of this machine in place of its
 * machines, and shorter times. Immutable.
 */
final class PairGuide {
    /** Patroni wants {@code loop_wait} and twice {@code retry_timeout} to fit into {@code ttl}. */
    private static final Map<String, String> SHORTER =
            Map.of("ttl: 30", "ttl: 5", "loop_wait: 10", "loop_wait: 1", "retry_timeout: 10", "retry_timeout: 2");

    private final PrintedBlocks printed = new PrintedBlocks("docs/high-availability.md");
    private final int etcd = FreePort.next();
    private final int etcdPeers = FreePort.next();
    private final int proxy = FreePort.next();
    private final List<Member> members = List.of(
            new Member(FreePort.next(), FreePort.next()), //
            new Member(FreePort.next(), FreePort.next()));

    /** The ports of a database server. */
    record Member(int postgres, int patroni) {}

    /** The ports of one of the two. */
    Member member(int which) {
        return members.get(which);
    }

    int proxyPort() {
        return proxy;
    }

    int etcdPort() {
        return etcd;
    }

    /** @param data where it may write */
    String etcdCommand(Path data) {
        return here(printed.block("sh", "etcd --name")).replace("/var/lib/etcd/gatehouse", data.toString());
    }

    /**
     * @param directory where it may write
     * @param programs those of PostgreSQL
     */
    String patroni(int which, Path directory, Path programs) {
        String shown = replaced(printed.block("yaml", "scope:"), SHORTER);
        String own = which == 0 ? shown : shown.replace("10.0.0.1", "10.0.0.2").replace("name: db1", "name: db2");
        return here(own)
                .replace("/var/lib/postgresql", directory.toString())
                .replace("/usr/lib/postgresql/15/bin", programs.toString())
                .replace("mode: automatic", "mode: \"off\""); // what is paused here is no machine
    }

    String haproxy() {
        String shown = printed.block("haproxy", "listen database");
        for (int which = 0; which < members.size(); which++) {
            String server = "server db" + (which + 1) + " 10.0.0." + (which + 1) + ":5432 check port ";
            shown = shown.replace(server + "8008", server + members.get(which).patroni());
        }
        return here(shown);
    }

    /** @param configuration of either */
    String listing(Path configuration) {
        return printed.block("sh", "patronictl").replace("/etc/patroni/config.yml", configuration.toString());
    }

    String makingTheDatabase() {
        return here(printed.block("sh", "create role"));
    }

    String urlOfBoth() {
        return url("10.0.0.1:5432,10.0.0.2:5432/gatehouse");
    }

    String urlOfProxy() {
        return url("127.0.0.1:5000/gatehouse");
    }

    private String url(String end) {
        return here(printed.block("sh", end)).replaceFirst("(?s)^.*\"(.*)\".*$", "$1");
    }

    private String here(String shown) {
        Member first = members.getFirst();
        Member second = members.getLast();
        String done = replaced(
                shown,
                Map.of(
                        "10.0.0.1:5432", "127.0.0.1:" + first.postgres(),
                        "10.0.0.2:5432", "127.0.0.1:" + second.postgres(),
                        "10.0.0.1:8008", "127.0.0.1:" + first.patroni(),
                        "10.0.0.2:8008", "127.0.0.1:" + second.patroni(),
                        "10.0.0.3:2379", "127.0.0.1:" + etcd,
                        "10.0.0.3:2380", "127.0.0.1:" + etcdPeers,
                        "127.0.0.1:5000", "127.0.0.1:" + proxy,
                        "10.0.0.0/24", "127.0.0.0/8"));
        assertThat(done).doesNotContain("10.0.0.");
        return done;
    }

    private static String replaced(String text, Map<String, String> others) {
        String done = text;
        for (Map.Entry<String, String> other : others.entrySet()) {
            done = done.replace(other.getKey(), other.getValue());
        }
        return done;
    }
}
