package dev.gatehouse.cli;

import dev.gatehouse.app.Running;
import dev.gatehouse.config.StartupException;
import dev.gatehouse.logging.LogOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** A program that runs the real command around a server which does nothing; how it behaves is its first argument. */
final class StoppableServer {
    private StoppableServer() {}

    public static void main(String[] arguments) {
        ServerStarter starter = settings -> start(arguments[0]);
        System.exit(GatehouseCommand.commandLine(Map.of(), LogOutput::follow, starter)
                .execute("server", "--data", arguments[1]));
    }

    private static Running start(String behaviour) {
        System.out.println("starting");
        switch (behaviour) {
            case "refuse" -> throw new StartupException("Port 6883 is in use.");
            case "slow" -> awaitInput();
            default -> {}
        }
        return new Running() {
            @Override
            public String readyLine() {
                return "Gatehouse is ready";
            }

            @Override
            public void depart() {
                System.out.println("departing");
            }

            @Override
            public void close() {
                if (behaviour.equals("stuck")) {
                    throw new IllegalStateException("cannot stop");
                }
                System.out.println("closed");
            }
        };
    }

    private static void awaitInput() {
        try {
            System.in.read();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
