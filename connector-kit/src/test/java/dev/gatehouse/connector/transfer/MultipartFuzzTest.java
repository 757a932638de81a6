package dev.gatehouse.connector.transfer;

import dev.gatehouse.fuzz.Fuzzing;
import java.util.List;
import org.junit.jupiter.api.Test;

class MultipartFuzzTest {
    @Test
    void s13_aFormIsReadOrRefused() throws Exception {
        Fuzzing.feed("multipart", "dev.gatehouse.**", List.of(MultipartForms.class));
    }
}
