package dev.gatehouse.bench.scenario;

import dev.gatehouse.bench.load.Curl;
import dev.gatehouse.bench.process.DavServer;
import dev.gatehouse.bench.process.HeapProbe;
import dev.gatehouse.bench.process.ResidentMemory;
import dev.gatehouse.bench.process.WebDavProcess;
import dev.gatehouse.bench.report.Rounds;
import dev.gatehouse.bench.report.Row;
import dev.gatehouse.bench.report.Series;
import dev.gatehouse.bench.report.Target;
import dev.gatehouse.bench.report.Unit;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Large files and folders through the WebDAV connector and straight from Apache. */
public final class WebDavTransfers implements Scenario {
    private static final String DOWNLOAD = "webdav-download";
    private static final String UPLOAD = "webdav-upload";
    private static final String MEMORY = "webdav-memory";
    private static final String FOLDER = "webdav-folder";
    private static final int MEBIBYTES = 1024;
    private static final int ENTRIES = 10_000;
    private static final int WARM_UP = 10;

    @Override
    public List<String> names() {
        return List.of(DOWNLOAD, UPLOAD, MEMORY, FOLDER);
    }

    @Override
    public String method() {
        return """
                curl, one transfer at a time, a file of %,d MiB that is in the page cache; the figure is the connector's \
                throughput, the reference Apache's with mod_dav for the same file straight, both with a password, after %d \
                transfers to warm up. All three programs and the disk share the machine. `webdav-upload`: a body of \
                `application/octet-stream`, to Apache by PUT. `webdav-memory`: the most heap in use during these transfers \
                above what was in use before, garbage included; resident memory after them beside it. `webdav-folder`: \
                `GET /storage/folder` of a folder with %,d files, beside the PROPFIND for it straight.""".formatted(MEBIBYTES, WARM_UP, ENTRIES);
    }

    @Override
    public void run(Bench bench) throws Exception {
        try (DavServer server = DavServer.start(bench.workspace());
                WebDavProcess connector = WebDavProcess.start(bench.workspace(), server);
                HeapProbe heap = HeapProbe.of(connector.pid())) {
            Measured measured = new Measured(new Curl(bench.workspace()), server, connector);
            Path file = sample(server.files().resolve("large"));
            double before = heap.settle();
            if (bench.wants(DOWNLOAD) || bench.wants(MEMORY)) {
                compare(bench, DOWNLOAD, measured::download, measured::straightDownload);
            }
            if (bench.wants(UPLOAD) || bench.wants(MEMORY)) {
                compare(bench, UPLOAD, () -> measured.upload(file), () -> measured.straightUpload(file));
            }
            if (bench.wants(MEMORY)) {
                Series most = new Series(List.of(heap.peak() - before));
                bench.add(Row.single(MEMORY, most, Unit.MEBIBYTES, Target.below(256, Unit.MEBIBYTES))
                        .withReference(Unit.MEBIBYTES.text(ResidentMemory.of(connector.pid())) + " resident"));
            }
            if (bench.wants(FOLDER)) {
                folder(bench, measured, server.files());
            }
        }
    }

    private static Path sample(Path file) throws Exception {
        byte[] mebibyte = new byte[1 << 20];
        new Random(1).nextBytes(mebibyte);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < MEBIBYTES; i++) {
                mebibyte[0] = (byte) i;
                out.write(mebibyte);
            }
        }
        return file;
    }

    /** Seconds of one transfer. */
    @FunctionalInterface
    private interface Transfer {
        double seconds() throws Exception;

        default double perSecond() throws Exception {
            return MEBIBYTES / seconds();
        }
    }

    private static void compare(Bench bench, String name, Transfer connector, Transfer straight) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            connector.seconds();
        }
        Rounds.Outcome outcome = Rounds.alternate(round -> connector.perSecond(), round -> straight.perSecond());
        if (bench.wants(name)) {
            bench.add(Row.compared(name, outcome, Unit.MEBIBYTES_PER_SECOND, "straight", Target.atLeast(0.7)));
        }
    }

    private static void folder(Bench bench, Measured measured, Path files) throws Exception {
        Path folder = Files.createDirectory(files.resolve("many"));
        for (int i = 0; i < ENTRIES; i++) {
            Files.createFile(folder.resolve("file number " + i));
        }
        for (int i = 0; i < WARM_UP; i++) {
            measured.list();
        }
        Rounds.Outcome outcome =
                Rounds.alternate(round -> measured.list() * 1000, round -> measured.straightList() * 1000);
        bench.add(Row.compared(FOLDER, outcome, Unit.MILLISECONDS, "straight", Target.NONE));
    }

    /** The transfers, each in seconds. */
    private record Measured(Curl curl, DavServer server, WebDavProcess connector) {
        private static final List<String> SIGN_IN = List.of("--user", DavServer.USER + ":" + DavServer.PASSWORD);

        double download() throws Exception {
            return curl.seconds(List.of(connector.call("/storage/file", "/large")));
        }

        double straightDownload() throws Exception {
            return straight(server.url() + "large");
        }

        double upload(Path file) throws Exception {
            return curl.seconds(List.of(
                    "--request",
                    "POST",
                    "--header",
                    "Content-Type: application/octet-stream",
                    "--header",
                    "Expect:",
                    "--upload-file",
                    file.toString(),
                    connector.call("/storage/file", "/uploaded")));
        }

        double straightUpload(Path file) throws Exception {
            return straight("--header", "Expect:", "--upload-file", file.toString(), server.url() + "uploaded");
        }

        double list() throws Exception {
            return curl.seconds(List.of(connector.call("/storage/folder", "/many/")));
        }

        double straightList() throws Exception {
            return straight(
                    "--request",
                    "PROPFIND",
                    "--header",
                    "Depth: 1",
                    "--data",
                    "<propfind xmlns=\"DAV:\"><prop><resourcetype/></prop></propfind>",
                    server.url() + "many/");
        }

        private double straight(String... arguments) throws Exception {
            return curl.seconds(java.util.stream.Stream.concat(SIGN_IN.stream(), java.util.stream.Stream.of(arguments))
                    .toList());
        }
    }
}
