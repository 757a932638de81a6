package dev.gatehouse;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The package table of docs/architecture.md, held by a test. */
class ArchitectureTest {
    private static final String ROOT = "dev.gatehouse";

    /** They put together what the others are: whom they know is not bounded. */
    private static final Set<String> WIRING = Set.of("", "app", "cli");

    private static final long MAX_FILES = 25; // its description, package-info, counted

    /** What each package may know of ours. A package that is not listed fails the test. */
    private static final Map<String, Set<String>> MAY_KNOW = table(
            "config:",
            "crypto:",
            "decision:",
            "decision.content: decision",
            "decision.graphql: decision.content",
            "client.call:",
            "client.access: client.call",
            "client.service: client.call",
            "client.oauthclient: client.call",
            "client.usage: client.call",
            "client.user: client.call",
            "client.token: client.call",
            "client.server: client.call",
            "client.decision: client.call",
            "client.connection: client.call",
            "client.webhook: client.call",
            "client.tokenstorage: client.call",
            "client.portservice: client.call client.tokenstorage",
            "client: client.*",
            "api: config crypto",
            "http.syntax: api",
            "http: api http.syntax",
            "http.auth: api http http.syntax",
            "http.log: api config http.syntax",
            "http.stream: api http",
            "http.netty.gate: api",
            "http.netty.peer: api",
            "http.netty: api config http http.log http.netty.gate http.netty.peer http.syntax",
            "http.outgoing: http.syntax",
            "jwks: api http.outgoing",
            "settings: config http.syntax",
            "logging: settings",
            "keys: config settings store",
            "operations: api http",
            "pages: api http",
            "store.server: api",
            "store.batch: api store",
            "store: api config store.server",
            "store.embedded: config crypto store",
            "audit: api http store",
            "events: api http http.stream store",
            "users.password: crypto",
            "users.team: api audit authority http store users",
            "users: api audit authority crypto http store users.password",
            "contract: api contract.document contract.schema decision decision.content",
            "contract.document: api decision.content",
            "contract.graphql.schema: api contract.document decision.graphql",
            "contract.graphql.change: contract contract.document contract.graphql.schema contract.schema decision.graphql",
            "contract.graphql: api contract contract.document contract.graphql.change contract.graphql.schema decision.content decision.graphql",
            "contract.schema: api contract.document",
            "contract.bundle: api contract.document",
            "contract.hybrid: api contract contract.document contract.schema",
            "contract.openapi: api contract contract.document contract.schema decision",
            "contract.kinds: contract contract.graphql contract.hybrid contract.openapi",
            "clients.scope: api store",
            "authority: api clients.scope",
            "clients.handover: api audit authority clients store",
            "authority.approval: api audit authority clients.scope store",
            "authority.scope: api audit clients.scope http store",
            "clients.protocol:",
            "clients: api audit authority authority.approval clients.protocol clients.scope crypto http store",
            "clients.link: api audit authority authority.approval clients clients.scope contract http store usage",
            "clients.registration: api clients clients.protocol crypto http",
            "clients.access: api audit authority.approval clients clients.link clients.scope http registry store usage",
            "registry.change: clients.link clients.scope contract decision usage",
            "registry: api audit authority authority.scope clients.link clients.scope contract http registry.change store",
            "registry.onboarding: api audit authority authority.scope clients.link clients.scope contract contract.bundle http registry registry.change store usage",
            "registry.policy: api contract decision http registry",
            "dpop: api crypto http.auth jwks",
            "oauth.message: api dpop http http.auth http.syntax",
            "oauth.page: api http pages",
            "oauth.session: api audit authority crypto http keys pages store",
            "oauth.keys: api audit http keys store",
            "oauth.claims: api authority clients clients.protocol clients.scope users",
            "oauth.token: api audit authority authority.scope clients clients.protocol clients.scope crypto oauth.claims oauth.keys oauth.message oauth.page oauth.session pages store store.batch users",
            "oauth.logout: clients clients.protocol events http.outgoing oauth.keys oauth.session oauth.token store",
            "oauth.clientauth: api clients clients.protocol clients.scope crypto http http.auth http.syntax jwks oauth.message oauth.token store",
            "oauth.metadata: api authority http http.auth oauth.claims oauth.clientauth oauth.keys oauth.token store",
            "oauth.authorize: api authority clients clients.protocol crypto http http.auth http.syntax keys oauth.claims oauth.clientauth oauth.message oauth.page oauth.session oauth.token pages store",
            "oauth.signin: api audit clients crypto http http.syntax oauth.authorize oauth.claims oauth.clientauth oauth.logout oauth.page oauth.session oauth.token pages users users.password",
            "oauth.oversight: api audit clients http oauth.session oauth.token store users",
            "oauth.grant: audit clients clients.protocol clients.scope crypto http.auth oauth.authorize oauth.claims oauth.clientauth oauth.message oauth.session oauth.token",
            "oauth: api audit authority clients dpop http http.auth http.outgoing http.syntax jwks keys oauth.* pages store users users.password",
            "access: api authority dpop http http.auth http.syntax store",
            "access.issuers: access api jwks settings store",
            "access.changes: api crypto http http.stream store",
            "access.decision: access api decision decision.content http http.auth http.syntax store",
            "usage: access.decision http.syntax store",
            "usage.report: api clients http registry store usage",
            "access.explanation: access access.decision api authority clients decision decision.content http registry store",
            "vault.vendor: http.outgoing store",
            "vault.encryption: api audit http keys store",
            "vault.connector: api audit http.outgoing store vault.encryption vault.vendor",
            "vault.connection: api audit http store vault.connector vault.encryption vault.vendor",
            "vault.refresh: api http.outgoing store vault.connection vault.connector vault.vendor",
            "vault.webhook: api audit crypto events http http.outgoing store vault.connection vault.encryption",
            "vault.connect.link: api audit crypto http store vault.connector",
            "vault.connect: api audit crypto http http.syntax keys pages store vault.connect.link vault.connection vault.connector vault.encryption vault.vendor",
            "vault.tokenstorage: api audit http store vault.connection vault.connector vault.vendor",
            "vault.portservice: api crypto http http.outgoing http.syntax keys store vault.connect vault.connect.link"
                    + " vault.connection vault.connector vault.tokenstorage",
            "vault: events http http.outgoing keys pages store vault.*");

    /** What may be known of Jdbi to open a transaction, and to notice that it failed. */
    private static final Set<String> TRANSACTION_TYPES = Set.of("Jdbi", "Handle", "JdbiException");

    private static final Set<String> TRANSACTIONS =
            Set.of("withHandle", "useHandle", "inTransaction", "useTransaction");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static Map<String, Set<String>> table(String... rows) {
        Map<String, Set<String>> table = new TreeMap<>();
        for (String row : rows) {
            String[] cells = row.split(":");
            String known = cells.length == 1 ? "" : cells[1].strip();
            table.put(cells[0], known.isEmpty() ? Set.of() : Set.copyOf(Arrays.asList(known.split(" "))));
        }
        return table;
    }

    private static String name(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    private static boolean allows(Set<String> known, String name) {
        return known.contains(name)
                || known.stream()
                        .anyMatch(each -> each.endsWith(".*") && name.startsWith(each.substring(0, each.length() - 1)));
    }

    @Test
    void packagesKnowWhatTheTableAllows() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            String from = name(type);
            if (WIRING.contains(from)) {
                continue;
            }
            Set<String> known = MAY_KNOW.getOrDefault(from, Set.of());
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(ArchitectureTest::isOurs)
                    .map(ArchitectureTest::name)
                    .filter(to -> !to.equals(from) && !allows(known, to))
                    .forEach(to -> violations.add(type.getName() + " knows " + to));
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void everyPackageIsInTheTable() {
        Set<String> packages =
                CLASSES.stream().map(ArchitectureTest::name).collect(Collectors.toCollection(TreeSet::new));
        packages.removeAll(WIRING);

        assertThat(packages).isEqualTo(MAY_KNOW.keySet());
    }

    @Test
    void packagesFormNoCircles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theRootHoldsTheServerAlone() {
        assertThat(CLASSES.stream().filter(type -> name(type).isEmpty()).map(JavaClass::getSimpleName))
                .containsOnly("Gatehouse", "package-info");
    }

    @Test
    void noPackageIsCrowded() {
        Map<String, Long> files = CLASSES.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(ArchitectureTest::name, TreeMap::new, Collectors.counting()));
        files.values().removeIf(count -> count + 1 <= MAX_FILES);

        assertThat(files).isEmpty();
    }

    @Test
    void onlyTheHttpAdapterAndTheWiringKnowVertx() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".http..", ROOT + ".app")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "io.netty..")
                .check(CLASSES);
    }

    @Test
    void hashesMacsAndRandomBitsComeFromOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".crypto", ROOT + ".decision..") // which knows nothing of ours
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.security\\.(MessageDigest|SecureRandom)|javax\\.crypto\\.Mac")
                .check(CLASSES);
    }

    @Test
    void onlyTheStoreKnowsTheCacheLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".store")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.github.benmanes..")
                .check(CLASSES);
    }

    /** Logic may open a handle or a transaction and hand it to stores; whatever else is done with it is theirs. */
    @Test
    void onlyStoresHoldSql() {
        noClasses()
                .that(areNoStores())
                .should()
                .dependOnClassesThat(areOfJdbiOrJdbc())
                .orShould()
                .accessTargetWhere(runsStatements())
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> areNoStores() {
        return DescribedPredicate.describe("are no stores", type -> {
            String name = outermost(type).getSimpleName();
            return !name(type).equals("store") && !name(type).startsWith("store.") && !name.endsWith("Store");
        });
    }

    private static DescribedPredicate<JavaClass> areOfJdbiOrJdbc() {
        return DescribedPredicate.describe("are of Jdbi or JDBC, and more than a way to a transaction", type -> {
            String name = type.getBaseComponentType().getName();
            return name.startsWith("java.sql.")
                    || name.startsWith("javax.sql.")
                    || (name.startsWith("org.jdbi.") && !TRANSACTION_TYPES.contains(type.getSimpleName()));
        });
    }

    private static DescribedPredicate<JavaAccess<?>> runsStatements() {
        return DescribedPredicate.describe("runs statements, or gets at what runs them", access -> {
            JavaClass owner = access.getTargetOwner();
            return owner.isAssignableTo("org.jdbi.v3.core.Handle")
                    || (owner.isAssignableTo("org.jdbi.v3.core.Jdbi") && !TRANSACTIONS.contains(access.getName()));
        });
    }

    @Test
    void routesOpenNoTransactions() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Routes")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jdbi..", "java.sql..")
                .check(CLASSES);
    }

    @Test
    void onlyRoutesAndPagesKnowHttp() {
        noClasses()
                .that(areLogic())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".http", ROOT + ".http.auth", ROOT + ".http.netty..")
                .check(CLASSES);
    }

    /** Everything but what translates HTTP: routes, endpoints, pages and their forms, and guards that decide on requests. */
    private static DescribedPredicate<JavaClass> areLogic() {
        Set<String> translating = Set.of("access", "access.decision", "dpop", "pages", "oauth.page", "oauth.message");
        return DescribedPredicate.describe("are logic", type -> {
            JavaClass outer = outermost(type);
            String name = outer.getSimpleName();
            return !WIRING.contains(name(outer))
                    && !name(outer).startsWith("http")
                    && !translating.contains(name(outer))
                    && !name.matches(".*(Routes|Endpoints?|Pages|Forms|Responses|Errors|Wiring|Views?|Visitors|Browsers"
                            + "|Callers|Metadata|SignIn|AuthorizationDecisions|AuthorizationServer|Vault|VendorAnswer"
                            + "|ServiceIds|EventStreams?|ChangeStreams?|AuditExports?)");
        });
    }
}
