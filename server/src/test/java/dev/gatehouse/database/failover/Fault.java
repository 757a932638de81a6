package dev.gatehouse.database.failover;

import java.io.IOException;

/** What happens to a primary with all that runs on its machine. */
enum Fault {
    KILLED {
        @Override
        void strike(DatabaseMember primary) throws IOException, InterruptedException {
            primary.kill();
        }

        @Override
        void mend(DatabaseMember former) throws IOException {
            former.start();
        }
    },
    FROZEN {
        @Override
        void strike(DatabaseMember primary) throws IOException, InterruptedException {
            primary.freeze();
        }

        @Override
        void mend(DatabaseMember former) throws IOException, InterruptedException {
            former.thaw();
        }
    };

    abstract void strike(DatabaseMember primary) throws IOException, InterruptedException;

    abstract void mend(DatabaseMember former) throws IOException, InterruptedException;
}
