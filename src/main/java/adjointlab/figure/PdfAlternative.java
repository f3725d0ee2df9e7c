package adjointlab.figure;

import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDParentTreeValue;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDLayoutAttributeObject;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;

/// Tags a page as one figure with a text that is read out in its place: ISO 32000-1, section 14.9.3, alternate
/// descriptions, by the structure elements of section 14.7.
final class PdfAlternative {
    /// The tag around what is drawn, and the number that ties it to its structure element.
    static final COSName FIGURE = COSName.getPDFName(StandardStructureTypes.Figure);

    static final int CONTENT = 0;

    private PdfAlternative() {}

    /// @param page whose only marked content is that of [#CONTENT]
    /// @param words the alternate description
    static void describe(PDDocument document, PDPage page, String words) {
        PDStructureTreeRoot tree = new PDStructureTreeRoot();
        PDStructureElement whole = new PDStructureElement(StandardStructureTypes.DOCUMENT, tree);
        tree.appendKid(whole);
        PDStructureElement figure = new PDStructureElement(StandardStructureTypes.Figure, whole);
        figure.setPage(page);
        figure.setAlternateDescription(words);
        PDLayoutAttributeObject place = new PDLayoutAttributeObject();
        place.setBBox(page.getMediaBox());
        figure.addAttribute(place);
        COSDictionary content = new COSDictionary();
        content.setInt(COSName.MCID, CONTENT);
        figure.appendKid(PDMarkedContent.create(FIGURE, content));
        whole.appendKid(figure);

        COSArray ofPage = new COSArray();
        ofPage.add(figure);
        PDNumberTreeNode parents = new PDNumberTreeNode(PDParentTreeValue.class);
        parents.setNumbers(Map.of(0, new PDParentTreeValue(ofPage)));
        page.setStructParents(0);
        tree.setParentTree(parents);
        tree.setParentTreeNextKey(1);

        PDMarkInfo marks = new PDMarkInfo();
        marks.setMarked(true);
        PDDocumentCatalog catalog = document.getDocumentCatalog();
        catalog.setMarkInfo(marks);
        catalog.setStructureTreeRoot(tree);
        catalog.setLanguage("en");
    }
}
