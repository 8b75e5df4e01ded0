package io.patchbay.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FhirTest extends SandboxTest {

  private static final String PATIENT =
      """
      {"resourceType": "Patient", "identifier": [{"system": "urn:x", "value": "77"}],
       "name": [{"family": "Haddad"}]}""";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Patient?identifier=urn:oid:1.2.276.0.76.4.8|A123456780",
        "Patient?family=lindq&birthdate=1974-12-25",
        "ServiceRequest?patient=pat-1&status=active",
        "Observation?code=http://loinc.org|718-7",
        "DiagnosticReport?based-on=ServiceRequest/req-1"
      })
  void searchFindsTheOneThatMatches(String search) throws Exception {
    Answer bundle = get("/fhir/" + search.replace("|", "%7C")).expect(200);
    assertTrue(bundle.header("Content-Type").startsWith("application/fhir+json"));
    assertEquals("searchset", bundle.at("/type").asString());
    assertEquals(1, bundle.at("/total").asInt());
  }

  @Test
  void createsWithLocationAndVersionAndUpdatesOnlyTheVersionThatWasRead() throws Exception {
    Answer created = post("/fhir/Patient", PATIENT).expect(201);
    assertEquals("W/\"1\"", created.header("ETag"));
    String id = created.at("/id").asString();
    assertTrue(created.header("Location").endsWith("/fhir/Patient/" + id + "/_history/1"));
    String changed = PATIENT.replace("Haddad", "Haddad-Silva");
    Answer updated = send("PUT", "/fhir/Patient/" + id, changed, "If-Match", "W/\"1\"").expect(200);
    assertEquals("W/\"2\"", updated.header("ETag"));
    Answer stale = send("PUT", "/fhir/Patient/" + id, changed, "If-Match", "W/\"1\"").expect(412);
    assertEquals("OperationOutcome", stale.at("/resourceType").asString());
    send("PUT", "/fhir/Patient/mine", PATIENT).expect(201);
  }

  @Test
  void conditionalCreateMakesNoSecondOne() throws Exception {
    String[] once = {"If-None-Exist", "identifier=urn:x|77"};
    Answer first = post("/fhir/Patient", PATIENT, once).expect(201);
    Answer second = post("/fhir/Patient", PATIENT, once).expect(200);
    assertEquals(first.at("/id"), second.at("/id"));
  }

  @Test
  void transactionStoresAllAndResolvesReferencesOrStoresNothing() throws Exception {
    String bundle =
        """
        {"resourceType": "Bundle", "type": "transaction", "entry": [
         {"fullUrl": "urn:uuid:1", "resource": %s, "request": {"method": "POST", "url": "Patient"}},
         {"fullUrl": "urn:uuid:2", "request": {"method": "PUT", "url": "Observation/o9"},
          "resource": {"resourceType": "Observation", "status": "final", "code": {"text": "x"},
                       "subject": {"reference": "urn:uuid:1"}}}]}"""
            .formatted(PATIENT);
    Answer answer = post("/lab", bundle).expect(200);
    String patient = answer.at("/entry/0/response/location").asString();
    assertTrue(patient.startsWith("Patient/"));
    String reference = get("/lab/Observation/o9").at("/subject/reference").asString();
    assertTrue(patient.startsWith(reference + "/"), reference);
    post("/lab", bundle.replace("\"status\": \"final\",", "").replace("o9", "o10")).expect(422);
    get("/lab/Observation/o10").expect(404);
    assertEquals(1, get("/lab/Patient?identifier=77").at("/total").asInt());
  }

  @Test
  void refusesWithOperationOutcomes() throws Exception {
    assertEquals("not-found", get("/fhir/Patient/none").expect(404).at("/issue/0/code").asString());
    get("/fhir/Medication").expect(404);
    get("/fhir/Patient?shoe-size=44").expect(400);
    post("/fhir/Observation", PATIENT).expect(400);
    post("/fhir/Observation", "{\"resourceType\": \"Observation\"}").expect(422);
    post("/fhir/Patient", "{oops").expect(400);
    assertEquals("4.0.1", get("/fhir/metadata").at("/fhirVersion").asString());
  }
}
