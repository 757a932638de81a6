package dev.gatehouse.bench.scenario;

import dev.gatehouse.bench.data.SampleContract;
import dev.gatehouse.bench.process.GatehouseProcess;
import dev.gatehouse.bench.process.HeapProbe;
import dev.gatehouse.bench.report.Rounds;
import dev.gatehouse.bench.report.Row;
import dev.gatehouse.bench.report.Series;
import dev.gatehouse.bench.report.Target;
import dev.gatehouse.bench.report.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** On-boarding from a contract over HTTP; each import differs a little from the one before, so that it is stored. */
public final class ImportContract implements Scenario {
    private static final int WARM_UP = 15;
    private static final int TIMES = 10;
    private static final int LARGE_HEAP_MEBIBYTES = 1024;

    @Override
    public List<String> names() {
        return List.of("import-contract", "import-large");
    }

    @Override
    public String method() {
        return """
                `PUT …/contract` with a generated Swagger 2.0 document of about 1 MB and 174 operations with scopes, after %d \
                imports to warm up; also with each document of the folder `GATEHOUSE_CORPUS`, where it is set. `heap`: how \
                far the heap rose above its size after a collection during one import, garbage included. `import-large`: a \
                document of about 30 MB on a server with a heap of %d MiB.""".formatted(WARM_UP, LARGE_HEAP_MEBIBYTES);
    }

    @Override
    public void run(Bench bench) throws Exception {
        if (bench.wants("import-contract")) {
            ordinary(bench);
        }
        if (bench.wants("import-large")) {
            large(bench);
        }
    }

    private static void ordinary(Bench bench) throws Exception {
        try (GatehouseProcess gatehouse = GatehouseProcess.start(bench.workspace(), Map.of())) {
            measure(bench, gatehouse, "import-contract", revision -> new SampleContract(174, revision).bytes());
            for (Path document : corpus()) {
                byte[] bytes = Files.readAllBytes(document);
                measure(bench, gatehouse, "import " + document.getFileName(), revision -> longer(bytes, revision));
            }
        }
    }

    private static List<Path> corpus() throws IOException {
        String folder = System.getenv("GATEHOUSE_CORPUS");
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.toString().matches(".*\\.(json|ya?ml)"))
                    .filter(file -> !file.getFileName().toString().startsWith("hybrid"))
                    .sorted()
                    .toList();
        }
    }

    private static byte[] longer(byte[] document, int lines) {
        byte[] longer = Arrays.copyOf(document, document.length + lines);
        Arrays.fill(longer, document.length, longer.length, (byte) '\n');
        return longer;
    }

    private static void measure(Bench bench, GatehouseProcess gatehouse, String name, IntFunction<byte[]> revisions)
            throws Exception {
        Importer importer = new Importer(gatehouse, gatehouse.bearer(), name.replaceAll("[^a-z0-9]+", "-"));
        double first = importer.seconds(revisions.apply(1));
        for (int revision = 2; revision <= WARM_UP; revision++) {
            importer.seconds(revisions.apply(revision));
        }
        Series warm = Rounds.repeat(TIMES, round -> importer.seconds(revisions.apply(WARM_UP + round)));
        double growth = heapGrowth(gatehouse, importer, revisions.apply(WARM_UP + TIMES + 1));
        Row row = Row.single(name, warm, Unit.SECONDS, Target.below(1, Unit.SECONDS));
        bench.add(row.withReference("first " + Unit.SECONDS.text(first) + ", heap " + Unit.MEBIBYTES.text(growth)));
    }

    private static void large(Bench bench) throws Exception {
        String heap = "-Xmx" + LARGE_HEAP_MEBIBYTES + "m";
        try (GatehouseProcess gatehouse =
                GatehouseProcess.start(bench.workspace(), Map.of("GATEHOUSE_JAVA_OPTIONS", heap))) {
            Importer importer = new Importer(gatehouse, gatehouse.bearer(), "large");
            try (HeapProbe probe = HeapProbe.of(gatehouse.pid())) {
                probe.settle();
                Series seconds = Rounds.repeat(3, round -> importer.seconds(new SampleContract(5_200, round).bytes()));
                Row row = Row.single("import-large", seconds, Unit.SECONDS, Target.NONE);
                bench.add(row.withReference("heap at most " + Unit.MEBIBYTES.text(probe.peak())));
            }
        }
    }

    private static double heapGrowth(GatehouseProcess gatehouse, Importer importer, byte[] document) throws Exception {
        try (HeapProbe probe = HeapProbe.of(gatehouse.pid())) {
            double before = probe.settle();
            importer.seconds(document);
            return probe.peak() - before;
        }
    }

    /** Imports documents for one service. */
    private record Importer(GatehouseProcess gatehouse, String bearer, String serviceId) {
        double seconds(byte[] document) throws Exception {
            String path = "/oauth2/service/" + serviceId + "/contract";
            long started = System.nanoTime();
            gatehouse.send("PUT", path, bearer, "application/octet-stream", document);
            return (System.nanoTime() - started) / 1e9;
        }
    }
}
