import java.io.FileInputStream;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** Check PDF files against PDF/UA-1 with veraPDF: a line for each file, then one for each broken clause. */
public class PdfUa {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        var flavour = PDFAFlavour.PDFUA_1;
        for (var file : files) {
            try (var stream = new FileInputStream(file);
                    var parser = Foundries.defaultInstance().createParser(stream, flavour);
                    var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                var result = validator.validate(parser);
                var broken = new TreeMap<String, Integer>();
                for (var one : result.getTestAssertions()) {
                    if (one.getStatus() == TestAssertion.Status.FAILED) {
                        broken.merge(one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber()
                            + " " + one.getMessage(), 1, Integer::sum);
                    }
                }
                System.out.println("file\t" + file + "\t" + result.isCompliant() + "\t" + result.getTotalAssertions());
                broken.forEach((rule, times) -> System.out.println("broken\t" + rule.replaceAll("\\s+", " ") + "\t" + times));
            }
        }
    }
}
