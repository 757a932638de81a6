package dev.gatehouse.bench.micro;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.access.BearerTokens;
import dev.gatehouse.access.LocalTokenVerifier;
import dev.gatehouse.access.VerifiedToken;
import dev.gatehouse.authority.ScopeLimit;
import dev.gatehouse.authority.Standing;
import dev.gatehouse.clients.scope.ScopesNow;
import dev.gatehouse.dpop.Proofs;
import dev.gatehouse.http.auth.PresentedToken;
import dev.gatehouse.keys.NativeCrypto;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.Database;
import dev.gatehouse.store.RevocableMemory;
import dev.gatehouse.store.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A bearer token that was verified before, and one that has to be: parsed, its ES256 signature and claims checked. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TokenCheckBenchmark {
    private static final String ISSUER = "https://id.example.org";

    private EmbeddedPostgres database;
    private Database pool;
    private ChangeFeed changes;
    private LocalTokenVerifier own;
    private BearerTokens tokens;
    private String token;

    /** Signs the token, and has it verified once; tokens are remembered as long as changes are heard. */
    @Setup
    public void start() throws Exception {
        NativeCrypto.install();
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("key").generate();
        database = EmbeddedPostgres.start(Files.createTempDirectory("gatehouse-bench"), 1);
        pool = Database.open(database.address(), 1, Duration.ofSeconds(3));
        own = new LocalTokenVerifier(
                ISSUER,
                new ImmutableJWKSet<>(new JWKSet(key)),
                (client, subject, ids) ->
                        Optional.of(new Standing("admin", Set.of(), new ScopeLimit(true, Set.of()), ScopesNow.NONE)),
                pool.clock());
        changes = new ChangeFeed(pool);
        while (!changes.healthy()) {
            Thread.sleep(10);
        }
        tokens = new BearerTokens(
                own,
                issuer -> Optional.empty(),
                new Proofs(pool.clock()),
                ISSUER,
                changes,
                new RevocableMemory.Options(100, Duration.ofMinutes(5), List.of("client"), "revoked"),
                pool.clock());
        Instant now = Instant.now();
        SignedJWT signed = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID("key")
                        .type(new JOSEObjectType("at+jwt"))
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience(ISSUER)
                        .subject("maria")
                        .claim("client_id", "client")
                        .claim("scope", "orders.r orders.w")
                        .jwtID("id")
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(86_400)))
                        .build());
        signed.sign(new ECDSASigner(key));
        token = signed.serialize();
        tokens.verify(PresentedToken.bearer(token));
    }

    @TearDown
    public void stop() {
        changes.close();
        pool.close();
        database.close();
    }

    @Benchmark
    public @Nullable VerifiedToken remembered() {
        return tokens.lastKnown(token);
    }

    @Benchmark
    public VerifiedToken verified() throws Exception {
        return own.verify(SignedJWT.parse(token));
    }
}
