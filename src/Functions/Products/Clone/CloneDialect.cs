using System.Text.Json;
using Understudy.Domain.Common;
using Understudy.Functions.Http.Dialects;

namespace Understudy.Functions.Products.Clone;

/// <summary>How the Clone contract speaks: the platform's form of errors, with words of its own. Clone §11.</summary>
internal sealed class CloneDialect : PlatformDialect
{
    /// <summary>The dialect.</summary>
    public static CloneDialect Instance { get; } = new();

    /// <inheritdoc/>
    public override JsonSerializerOptions Json => CloneJson.Wire.Options;

    /// <inheritdoc/>
    protected override IEnumerable<(string Field, object Value)> PageFields(Paging paging, int total) =>
        [("pagination", CloneResults.Page(paging, total))];

    /// <inheritdoc/>
    protected override CodedError? Word(Problem problem) => CloneErrors.Word(problem) ?? base.Word(problem);
}
