using Understudy.Domain.Common;

namespace Understudy.Domain.Tests.Common;

public sealed class CanonicalIdTests
{
    private const string Id = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";

    [Theory]
    [InlineData(Id)]
    [InlineData("0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9")]
    [InlineData("0a1B2c3D-4e5F-6071-8293-a4B5c6D7e8F9")]
    public void An_id_is_the_same_in_either_case(string text)
    {
        CanonicalId.Of(text).ShouldBe(Id);
        CanonicalId.OrNone(text).ShouldBe(Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing")]
    [InlineData("0a1b2c3d4e5f60718293a4b5c6d7e8f9")]
    [InlineData("{0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9}")]
    [InlineData(" " + Id)]
    [InlineData(Id + "\n")]
    [InlineData("+a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9")]
    [InlineData("0xb2c3d1-4e5f-6071-8293-a4b5c6d7e8f9")]
    [InlineData("0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8fg")]
    [InlineData("0a1b2c3d4-e5f-6071-8293-a4b5c6d7e8f9")]
    public void What_is_written_otherwise_is_the_id_of_nothing(string text)
    {
        CanonicalId.Of(text).ShouldBeNull();
        CanonicalId.OrNone(text).ShouldBe("none");
    }

    [Fact]
    public void None_is_none() => CanonicalId.Of(null).ShouldBeNull();
}
