package dev.gatehouse.database.failover;

import dev.gatehouse.testing.Soak;
import java.io.IOException;

/** What happens to a primary. */
enum Fault {
    /** With all that runs on its machine. */
    KILLED(1) {
        @Override
        void strike(DatabaseMember primary) throws IOException, InterruptedException {
            primary.kill();
        }

        @Override
        void mend(DatabaseMember former) throws IOException {
            former.start();
        }
    },
    /** With all that runs on its machine, and goes on later. */
    FROZEN(1) {
        @Override
        void strike(DatabaseMember primary) throws IOException, InterruptedException {
            primary.freeze();
        }

        @Override
        void mend(DatabaseMember former) throws IOException, InterruptedException {
            former.thaw();
        }
    },
    /** PostgreSQL alone is killed: Patroni knows it at once, and starts it again as a standby. */
    CRASHED(0) {
        @Override
        void strike(DatabaseMember primary) throws IOException, InterruptedException {
            primary.crash();
        }

        @Override
        void mend(DatabaseMember former) {}
    };

    private final int briefly;

    Fault(int briefly) {
        this.briefly = briefly;
    }

    /** How often it happens. */
    int rounds() {
        return Soak.rounds(briefly, 20);
    }

    abstract void strike(DatabaseMember primary) throws IOException, InterruptedException;

    abstract void mend(DatabaseMember former) throws IOException, InterruptedException;
}
