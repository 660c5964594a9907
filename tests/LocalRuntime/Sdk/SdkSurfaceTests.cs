using Microsoft.Azure.Functions.Worker;

namespace Understudy.LocalRuntime.Tests.Sdk;

/// <summary>An app that compiles against the local runtime must compile unchanged against the Functions SDK.</summary>
public sealed class SdkSurfaceTests
{
    private static readonly Type[] _declared = typeof(FunctionContext).Assembly.GetExportedTypes();

    public static TheoryData<Type> DeclaredTypes { get; } =
        [.. _declared.Where(static t => t.Namespace!.StartsWith("Microsoft.", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(DeclaredTypes))]
    public void A_declared_type_is_a_type_of_the_SDK_and_has_no_member_that_the_SDK_lacks(Type type)
    {
        SdkListing.Types.Keys.ShouldContain(SdkSignature.FullNameOf(type));
        (string header, HashSet<string> members) = SdkListing.Types[SdkSignature.FullNameOf(type)];

        SdkSignature.HeaderOf(type).ShouldBe(header);
        SdkSignature.MembersOf(type).Where(member => !members.Contains(member)).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_else_is_public_but_the_runtimes_own_options()
    {
        _declared.Where(static t => !t.Namespace!.StartsWith("Microsoft.", StringComparison.Ordinal))
            .ShouldBe([typeof(LocalRuntimeOptions)]);
    }
}
