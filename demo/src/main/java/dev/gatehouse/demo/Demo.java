package dev.gatehouse.demo;

import dev.gatehouse.client.call.GatehouseException;
import dev.gatehouse.repository.RepositoryDialect;
import dev.gatehouse.repository.RepositorySimulator;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** {@code make demo}: says what it does, line by line, and leaves nothing behind. */
public final class Demo {
    private static final String MARIA = "maria";
    private static final String PASSWORD = "correct horse battery staple";
    private static final String DAV_PASSWORD = "moon over Husum";

    private final Stage stage;
    private final ApacheDav cloud;
    private final RepositorySimulator repository;
    private final GatehouseServer gatehouse;
    private final ConnectorProcess folder;
    private final ConnectorProcess webdav;
    private final ConnectorProcess zenodo;

    /** Starts everything that takes part. */
    private Demo(Stage stage) throws IOException {
        this.stage = stage;
        cloud = startCloud(stage);
        repository = stage.running(() -> RepositorySimulator.start(RepositoryDialect.ZENODO));
        say("A repository that speaks Zenodo's API is at " + repository.url());
        gatehouse = startGatehouse(stage);
        folder = ConnectorProcess.start(
                stage,
                gatehouse,
                "folder",
                Map.of("FOLDER_ROOT", stage.folder("shared").toString()));
        webdav = ConnectorProcess.start(
                stage, gatehouse, "webdav", Map.of("WEBDAV_URL", cloud.url().toString()));
        zenodo = ConnectorProcess.start(
                stage,
                gatehouse,
                "invenio",
                Map.of(
                        "INVENIO_URL", repository.url().toString(),
                        "INVENIO_CLIENT_ID", RepositorySimulator.CLIENT_ID,
                        "INVENIO_CLIENT_SECRET", RepositorySimulator.CLIENT_SECRET));
        for (ConnectorProcess connector : new ConnectorProcess[] {folder, webdav, zenodo}) {
            say("The connector " + connector.ready() + " is registered and serves");
        }
    }

    /** Ends with 0, or with 1 after saying why. */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(System.getProperty("gatehouse.root", ""))
                .toAbsolutePath()
                .normalize();
        boolean done = false;
        try (Stage stage = Stage.open(root)) {
            done = play(stage);
        } catch (IOException e) {
            tell(e);
        }
        if (!done) {
            System.exit(1);
        }
        say("Everything is stopped and removed.");
    }

    /** Whether it came to its end; what fails because everything is being stopped is no failure. */
    private static boolean play(Stage stage) {
        try {
            new Demo(stage).run();
            return true;
        } catch (DemoException | GatehouseException | IOException e) {
            if (!stage.isInterrupted()) {
                tell(e);
            }
            return false;
        }
    }

    private static void tell(Exception failure) {
        System.err.println("The demo failed: " + failure.getMessage());
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private void run() throws IOException {
        connectAccounts();
        copyAndPublish();
    }

    private static ApacheDav startCloud(Stage stage) throws IOException {
        ApacheDav cloud = ApacheDav.start(stage, MARIA, DAV_PASSWORD);
        Files.createDirectories(cloud.files().resolve("notes"));
        Files.writeString(
                cloud.files().resolve("tides.csv"), "hour,metres\n" + "0,1.24\n1,1.87\n2,2.31\n".repeat(10_000));
        say("Apache with mod_dav keeps maria's files at " + cloud.url());
        return cloud;
    }

    private static GatehouseServer startGatehouse(Stage stage) throws IOException {
        GatehouseServer gatehouse = GatehouseServer.start(stage);
        gatehouse.addUser(MARIA, PASSWORD);
        say("Gatehouse with its own PostgreSQL is ready, people sign in at " + gatehouse.listener());
        return gatehouse;
    }

    private void connectAccounts() {
        PersonsBrowser browser = new PersonsBrowser();
        browser.open(gatehouse.listener().resolve("/login"));
        browser.submit(Map.of("username", MARIA, "password", PASSWORD));
        say("maria signs in at Gatehouse");

        browser.open(connect("port-folder"));
        browser.submit(Map.of());
        expectConnected(browser);
        say("maria connects port-folder, which asks for nothing");

        browser.open(connect("port-webdav"));
        browser.submit(Map.of("username", MARIA, "password", DAV_PASSWORD));
        expectConnected(browser);
        say("maria connects port-webdav with her user name and password there");

        browser.open(connect("port-zenodo"));
        browser.submit(Map.of());
        say("maria is sent to the repository, which says: " + browser.heading());
        browser.submit(Map.of("account", MARIA, "confirm", "yes"));
        expectConnected(browser);
        say("maria allows it, is sent back with a code, and port-zenodo is connected");
        say("Gatehouse keeps her connections: " + String.join(", ", gatehouse.connections(MARIA)));
    }

    private URI connect(String connector) {
        return gatehouse.listener().resolve("/connect/" + connector);
    }

    private static void expectConnected(PersonsBrowser browser) {
        if (!browser.heading().equals("Connected")) {
            throw new DemoException("The account was not connected; the page says: " + browser.heading());
        }
    }

    private void copyAndPublish() throws IOException {
        say("port-webdav lists /: " + String.join(", ", webdav.list(MARIA, "/")));
        String project = zenodo.createProject(MARIA, crate());
        say("port-zenodo makes a project from an RO-Crate, number " + project);
        String sent;
        try (DigestInputStream content = digesting(webdav.read(MARIA, "/tides.csv"))) {
            zenodo.addFile(MARIA, project, "tides.csv", content);
            sent = hex(content);
        }
        say("/tides.csv goes from port-webdav to port-zenodo, as it is read");
        zenodo.publish(MARIA, project);
        say("port-zenodo publishes the project, with " + String.join(", ", zenodo.files(MARIA, project)));
        try (DigestInputStream content = digesting(zenodo.readFile(MARIA, project, "tides.csv"))) {
            folder.write(MARIA, "/published/tides.csv", content);
            if (!hex(content).equals(sent)) {
                throw new DemoException("What was published is not what was sent.");
            }
        }
        say("What was published is what was sent; port-folder keeps a copy: "
                + String.join(", ", folder.list(MARIA, "/published")));
    }

    private static JsonNode crate() {
        return DemoJson.parse("""
                {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": [
                  {"@id": "ro-crate-metadata.json", "@type": "CreativeWork", "about": {"@id": "./"},
                   "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"}},
                  {"@id": "./", "@type": "Dataset", "name": "Tides at Husum", "datePublished": "2026-01-31",
                   "description": "Water levels, hour by hour.",
                   "author": {"@id": "https://orcid.org/0000-0002-1825-0097"},
                   "license": {"@id": "https://creativecommons.org/licenses/by/4.0/"}},
                  {"@id": "https://orcid.org/0000-0002-1825-0097", "@type": "Person", "name": "Maria Hansen",
                   "givenName": "Maria", "familyName": "Hansen"}]}
                """);
    }

    private static DigestInputStream digesting(InputStream content) {
        try {
            return new DigestInputStream(content, MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(DigestInputStream content) {
        return HexFormat.of().formatHex(content.getMessageDigest().digest());
    }
}
