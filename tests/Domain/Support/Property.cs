using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Understudy.Domain.Tests.Support;

/// <summary>Checks properties on the same random cases every time.</summary>
internal static class Property
{
    /// <summary>
    /// Checks a property, which fails by throwing. The environment variable <c>PROPERTY_SEED</c> replays what a failure
    /// printed: <c>seed,gamma</c> for the whole run, <c>seed,gamma,size</c> for its last case.
    /// </summary>
    public static void Holds<T>(Arbitrary<T> cases, int count, Action<T> property)
    {
        string[] seed = (Environment.GetEnvironmentVariable("PROPERTY_SEED") ?? "20260115,1").Split(',');
        Rnd random = new(
            ulong.Parse(seed[0], CultureInfo.InvariantCulture), ulong.Parse(seed[1], CultureInfo.InvariantCulture));
        FSharpOption<int>? size =
            seed.Length > 2 ? FSharpOption<int>.Some(int.Parse(seed[2], CultureInfo.InvariantCulture)) : null;
        Check.One(
            Config.QuickThrowOnFailure
                .WithMaxTest(seed.Length > 2 ? 1 : count)
                .WithReplay(FSharpOption<Replay>.Some(new Replay(random, size))),
            Prop.ForAll(cases, property));
    }
}
