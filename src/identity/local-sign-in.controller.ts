import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { SignedInDto, SignInDto } from './dto/sign-in.dto.js';
import { accountNotFound } from './identity.problems.js';
import { LocalTokens } from './local-tokens.js';
import { Users } from './users.js';
import { Problem } from '../platform/http/problem.js';
import { Describe } from '../platform/openapi/describe.js';
import { Public } from '../access/access-rules.js';

@ApiTags('Account')
@Controller('auth')
export class LocalSignInController {
  constructor(
    private readonly users: Users,
    private readonly tokens: LocalTokens,
  ) {}

  @Post('sign-in')
  @HttpCode(200)
  @Public()
  @Describe({
    id: 'auth.signIn',
    summary: 'Sign in (local identity only)',
    description:
      'Signs in the owner of the address, and creates their account if there is none. For development and tests; it does not exist with Clerk.',
    answer: SignedInDto,
    problems: [accountNotFound],
  })
  async signIn(@Body() { email, name, createAccount = true }: SignInDto): Promise<SignedInDto> {
    const user = createAccount ? await this.users.findOrCreate(email, name) : await this.users.findByEmail(email);
    if (!user) throw new Problem(accountNotFound);
    return { token: await this.tokens.issue(user.id), user: { id: user.id, name: user.name, email: user.email } };
  }
}
