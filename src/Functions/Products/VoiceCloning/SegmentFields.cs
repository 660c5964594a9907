using System.Globalization;
using Understudy.Domain.Common;
using Understudy.Domain.Products.VoiceCloning;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.VoiceCloning;

/// <summary>Reads the segments of a transcript that somebody edited; beyond the contract.</summary>
internal static class SegmentFields
{
    private const string Field = "segments";
    private const int MostSegments = 5000;
    private const int LongestText = 1000;
    private const double LatestSecond = 24 * 3600;
    private const double Shortest = 0.1;

    // Who cuts captions apart lets them touch.
    private const double Tolerance = 0.01;

    /// <summary>The segments, in order of time.</summary>
    public static IReadOnlyList<TranscriptSegment> Read(JsonFields fields)
    {
        int before = fields.Errors;
        TranscriptSegment[] segments =
        [
            .. fields.Objects(Field, MostSegments).Select(segment => new TranscriptSegment(
                segment.Paragraphs("text", LongestText).ReplaceLineEndings(" "),
                segment.Number("start", 0, LatestSecond),
                segment.Number("end", 0, LatestSecond),
                null)),
        ];
        if (fields.Errors == before && WrongWith(segments) is { } wrong) fields.Add(wrong);
        return segments;
    }

    /// <summary>What is wrong with segments together; null for nothing.</summary>
    public static FieldError? WrongWith(IReadOnlyList<TranscriptSegment> segments)
    {
        if (segments.Count > MostSegments)
            return new FieldError(Field, FieldFault.TooLong, $"Must have at most {MostSegments}.") { Max = MostSegments };
        double end = 0;
        for (int i = 0; i < segments.Count; i++)
        {
            TranscriptSegment segment = segments[i];
            if (segment.Text.Length is 0 or > 2 * LongestText)
                return Wrong(i, $"must have 1 to {LongestText} characters");
            if (segment.Text.Any(c => char.IsControl(c) && c != '\t')) return Wrong(i, "must not contain control characters");
            if (segment.End > LatestSecond) return Wrong(i, "ends later than after a day");
            if (segment.Start < end - Tolerance) return Wrong(i, "begins before the one before it has ended");
            if (segment.End < segment.Start + Shortest) return Wrong(i, "must last a tenth of a second or more");
            end = segment.End;
        }
        return null;
    }

    private static FieldError Wrong(int index, string what) => new(
        Field, FieldFault.NotAllowed, string.Create(CultureInfo.InvariantCulture, $"Segment {index + 1} {what}."));
}
